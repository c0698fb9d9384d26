import { IntentIndex } from '../../packages/server/src/core/nlp/intent/intent-index.ts';
import type { Encoder } from '../../packages/server/src/ports/encoder.ts';
import { encoders } from './encoders.ts';
import { drawShots, INTENT_SETS, OUT_OF_SCOPE, readIntents, readRows } from './intent-sets.ts';
import type { Measure, Row } from './measure.ts';
import { grouped, percent, runThrough, vectorsOf } from './vectors-of.ts';

const DRAWS = 3;
const SHOTS = 10;
const LET_IN = 0.95;

/** How well `inScope` tells messages of CLINC150's intents from messages that none of them is for. */
export const outOfScope: Measure = {
  name: 'out-of-scope',
  needsData: true,
  run: async (data) => {
    const { model, table } = await encoders();
    return [
      ...(await measure(model, 'model', data ?? '', '>= 96')),
      ...(await measure(table, 'table', data ?? '', '92.9 in the study before')),
    ];
  },
};

async function measure(encoder: Encoder, label: string, data: string, target: string): Promise<Row[]> {
  const groups = readIntents(data, INTENT_SETS.CLINC150);
  const strange = readRows(data, OUT_OF_SCOPE).map(({ text }) => text);
  const vectorOf = await vectorsOf(encoder, [...groups.flat().map(({ text }) => text), ...strange]);
  const areas: number[] = [];
  const letIn: number[] = [];
  let asked = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = drawShots(groups, SHOTS, draw);
    const index = runThrough(
      IntentIndex.build(
        drawn.learnt.map(({ text, intent }) => ({ owner: intent, text, vector: vectorOf(text) })),
      ),
    );
    const inside = drawn.asked
      .map(({ text }) => index.rank(text, vectorOf(text)).inScope)
      .toSorted((a, b) => a - b);
    const outside = strange.map((text) => index.rank(text, vectorOf(text)).inScope);
    const threshold = inside[Math.floor(inside.length * (1 - LET_IN))] ?? 0;
    areas.push(areaUnderCurve(inside, outside));
    letIn.push(outside.filter((score) => score >= threshold).length / outside.length);
    asked = inside.length;
  }
  const counts = `${grouped(asked)} in scope, ${strange.length} out of it, ${DRAWS} draws`;
  return [
    { label: `AUROC, ${label}`, value: percent(mean(areas)), counts, reference: target },
    {
      label: `let in of those out of scope where 95 % in scope are, ${label}`,
      value: percent(mean(letIn)),
      counts,
      reference: label === 'model' ? '19.0 in the study before' : '37.8 in the study before',
    },
  ];
}

/** How often one inside scores above one outside. `inside` is sorted. */
function areaUnderCurve(inside: readonly number[], outside: readonly number[]): number {
  const above = outside.map((score) => {
    const place = inside.findIndex((other) => other > score);
    return place === -1 ? 0 : inside.length - place;
  });
  return mean(above) / inside.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
