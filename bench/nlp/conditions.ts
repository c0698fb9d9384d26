import { IntentIndexes } from '../../packages/server/src/adapters/encoder/intent-indexes.ts';
import type { IntentEntry } from '../../packages/server/src/core/nlp/intent/intent-entry.ts';
import type { Encoder } from '../../packages/server/src/ports/encoder.ts';
import { encoders } from './encoders.ts';
import { INTENT_SETS, nameInWords, readIntents } from './intent-sets.ts';
import type { LabelledText } from './intent-sets.ts';
import type { Measure, Row } from './measure.ts';
import { grouped, percent } from './vectors-of.ts';

const PLACES = [1, 3, 5];
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
  BANKING77: ['62.9', '79.3', '84.8'],
  CLINC150: ['68.1', '85.6; >= 86', '89.9'],
  HWU64: ['55.0', '75.7', '82.5'],
};

/** How often the right condition is among the first, from its words alone: no examples. */
export const conditions: Measure = {
  name: 'conditions',
  needsData: true,
  run: async (data) => {
    const { model, table } = await encoders();
    const rows: Row[] = [];
    for (const [name, file] of Object.entries(INTENT_SETS)) {
      const groups = readIntents(data ?? '', file);
      rows.push(...(await measureSet(model, `${name}, model`, groups, REFERENCES[name] ?? [])));
      rows.push(...(await measureSet(table, `${name}, table`, groups, [])));
    }
    return rows;
  },
};

async function measureSet(
  encoder: Encoder,
  label: string,
  groups: readonly (readonly LabelledText[])[],
  references: readonly string[],
): Promise<Row[]> {
  const rows = groups.flat();
  const intents = [...new Set(rows.map(({ intent }) => intent))];
  const entries: IntentEntry[] = intents.map((intent) => ({
    owner: intent,
    texts: [],
    condition: nameInWords(intent),
  }));
  const rankings = await new IntentIndexes(encoder).rank(
    entries,
    rows.map(({ text }) => text),
  );
  const places = rows.map(({ intent }, index) =>
    (rankings[index]?.scores ?? []).findIndex(({ owner }) => owner === intent),
  );
  return PLACES.map((first, index) => {
    const found = places.filter((place) => place >= 0 && place < first).length;
    return {
      label: `${label}, among the first ${first}`,
      value: percent(found / rows.length),
      counts: `${grouped(found)} of ${grouped(rows.length)}, ${intents.length} conditions`,
      reference: references[index] ?? '',
    };
  });
}
