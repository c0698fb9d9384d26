import {
  MAYBE_REQUEST,
  REQUEST_THRESHOLD,
  scoreHumanRequest,
} from '../../packages/server/src/core/nlp/human-request/score-human-request.ts';
import type { Measure, Row } from './measure.ts';
import { counts, percent, rates, readRows, readTexts, tally } from './read-rows.ts';

/** What tutorials look for. */
const PHRASES = [
  'talk to a human',
  'speak to a human',
  'talk to an agent',
  'speak to an agent',
  'real person',
  'human agent',
  'customer service representative',
  'talk to someone',
];
const PUBLIC = ['banking77_train', 'clinc150_train_val', 'clinc150_out_of_scope_train_val', 'hwu64_train'];
const SEED = 7;
const REPETITIONS = 3;

/** Requests for a person on the set written for this bench: act, ask, and the phrase list. */
export const humanRequest: Measure = {
  name: 'human-request',
  needsData: false,
  async run(): Promise<readonly Row[]> {
    const rows = await readRows('human-request');
    const languages = [...new Set(rows.map(([, language]) => language ?? ''))];
    const row = (
      label: string,
      chosen: typeof rows,
      fires: (text: string) => boolean,
      reference: string,
    ): Row => {
      const result = tally(
        chosen,
        ([positive]) => positive === '1',
        ([, , , text]) => fires(text ?? ''),
      );
      return { label, value: rates(result), counts: counts(result), reference };
    };
    const negated = rows.filter(([, , kind]) => kind === 'negated');
    const indirect = rows.filter(([, , kind]) => kind === 'indirect');
    const fired = negated.filter(([, , , text]) => acts(text ?? '')).length;
    return [
      row('act: P / R / F1', rows, acts, 'F1 >= 95 %'),
      row('act or ask: P / R / F1', rows, asks, ''),
      row('phrase list: P / R / F1', rows, phraseList, 'what tutorials do'),
      ...languages.map((language) =>
        row(
          `act, ${language}`,
          rows.filter(([, other]) => other === language),
          acts,
          'R >= 92 at P >= 95 %',
        ),
      ),
      row('act, indirect wording', indirect, acts, ''),
      {
        label: 'negated requests that fire',
        value: percent(fired, negated.length),
        counts: `${fired} of ${negated.length}`,
        reference: '<= 5 %',
      },
      ...[0, 1, 2, 3].map((slips) => misspelt(rows, slips)),
    ];
  },
};

/** False alarms on messages about other things. The train rows were seen in training: rows held out belong here. */
export const falseAlarms: Measure = {
  name: 'false-alarms',
  needsData: true,
  async run(data): Promise<readonly Row[]> {
    return Promise.all(
      PUBLIC.map(async (name) => {
        const texts = await readTexts(data ?? '', name);
        const acted = texts.filter(acts).length;
        const asked = texts.filter(asks).length - acted;
        return {
          label: name,
          value: `${percent(acted, texts.length, 3)} act, ${percent(asked, texts.length, 3)} ask`,
          counts: `${acted} and ${asked} of ${texts.length}`,
          reference: '<= 0.1 % act',
        };
      }),
    );
  },
};

function acts(text: string): boolean {
  return (scoreHumanRequest(text)?.score ?? 0) >= REQUEST_THRESHOLD;
}

function asks(text: string): boolean {
  return (scoreHumanRequest(text)?.score ?? 0) >= MAYBE_REQUEST;
}

function phraseList(text: string): boolean {
  const lower = text.toLowerCase();
  return PHRASES.some((phrase) => lower.includes(phrase));
}

function misspelt(rows: readonly (readonly string[])[], slips: number): Row {
  const texts = rows.flatMap(([positive, , , text]) =>
    positive === '1' && text !== undefined ? [text] : [],
  );
  const random = generator(SEED);
  const written = Array.from({ length: REPETITIONS }, () =>
    texts.map((text) => slip(text, slips, random)),
  ).flat();
  const found = written.filter(acts).length;
  const orAsked = written.filter(asks).length;
  return {
    label: `recall with ${slips} slips of the finger`,
    value: `${percent(found, written.length)} act, ${percent(orAsked, written.length)} act or ask`,
    counts: `${found} and ${orAsked} of ${written.length}`,
    reference: ['', '>= 90 %', '>= 82 %', ''][slips] ?? '',
  };
}

/** Letters too many, missing, wrong or swapped, each as likely as another. */
function slip(text: string, count: number, random: () => number): string {
  let letters = text.split('');
  for (let done = 0; done < count; done += 1) {
    const at = Math.floor(random() * letters.length);
    const other = String.fromCodePoint(97 + Math.floor(random() * 26));
    const kind = Math.floor(random() * 4);
    if (kind === 0) letters.splice(at, 1);
    else if (kind === 1) letters.splice(at, 0, other);
    else if (kind === 2) letters[at] = other;
    else
      letters = [...letters.slice(0, at), letters[at + 1] ?? '', letters[at] ?? '', ...letters.slice(at + 2)];
  }
  return letters.join('');
}

/** The same numbers in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
