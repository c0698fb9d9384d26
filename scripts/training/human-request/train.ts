import { readFile, writeFile } from 'node:fs/promises';
import { clausesOf } from '../../../packages/server/src/core/nlp/clauses-of.ts';
import { foldText } from '../../../packages/server/src/core/nlp/fold-text.ts';
import { hashFeatures } from '../../../packages/server/src/core/nlp/ngram/hash-features.ts';
import { tokenise } from '../../../packages/server/src/core/nlp/tokenise.ts';
import { ENGLISH_TEMPLATES } from './english.ts';
import { misspell } from './misspell.ts';
import type { LanguageTemplates, Random } from './template.ts';
import { expand, pick, seededRandom } from './template.ts';
import { OTHER_TEMPLATES } from './other-languages.ts';

/*
 * Trains the n-gram half of the human request detector and writes its weights:
 *   BATON_NLP_DATA=<folder> npm run train:human-request
 * The folder holds the train rows of BANKING77, CLINC150 and HWU64 as JSON lines; they are the negatives that are
 * not made from templates. packages/server/NOTICE names their authors.
 */

const BITS = 18;
const EPOCHS = 6;
const RATE = 0.6;
const DECAY = 1e-6;
/** Share of the features that are left out at random in training: none becomes indispensable. */
const DROPPED = 0.2;
/** Negated requests per other look-alike: they differ from a request in a word or two. */
const NEGATED = 0.3;
/** Share of the public rows that is also read misspelt. */
const MISSPELT = 0.3;
const PUBLIC_FILES = [
  'banking77_train',
  'clinc150_train_val',
  'clinc150_out_of_scope_train_val',
  'hwu64_train',
];
const OUTPUT = new URL(
  '../../../packages/server/src/core/nlp/human-request/request-weights.ts',
  import.meta.url,
);
/** Rows of the public sets that do ask for a person, whatever their label says. */
const ASKS =
  /\b(?:talk|speak|chat)(?:ing)? (?:to|with) (?:a |an |some|any|customer|representative|agent|human|real|your)|\bwho (?:can|do|should|could) i (?:talk|speak|call|contact)|(?:someone|somebody|anyone|anybody|representative|agent|human|manager) (?:to|who can|that can|assist|help|i can|available)|find me someone|get back to me|customer (?:service|support)/i;

interface Example {
  readonly buckets: Int32Array;
  readonly label: 0 | 1;
}

const random = seededRandom(20_25);
const negatives = await publicNegatives();
const examples: Example[] = [];
for (const text of negatives) {
  add(text, 0, 1);
  // Misspelt requests alone would make a misspelling a sign of a request.
  if (random() < MISSPELT) add(text, 0, 0);
  for (const clause of clausesOf(text))
    if (clause.words.length < tokenise(foldText(text)).length) addWords(clause.words, 0);
}
for (const word of loneWords(negatives)) addWords([word], 0);
for (let count = 0; count < 3000; count += 1) addWords(gibberish(), 0);
fromTemplates(ENGLISH_TEMPLATES, 52_000, 42_000);
for (const templates of OTHER_TEMPLATES) fromTemplates(templates, 9000, 13_000);
const trained = fit(examples);
await store(trained.weights, trained.bias);

async function publicNegatives(): Promise<string[]> {
  const folder = process.env['BATON_NLP_DATA'];
  if (folder === undefined) throw new Error('BATON_NLP_DATA names the folder of the public rows.');
  const texts: string[] = [];
  for (const file of PUBLIC_FILES) {
    const lines = (await readFile(`${folder}/${file}.jsonl`, 'utf8'))
      .split('\n')
      .filter((line) => line !== '');
    texts.push(...lines.map((line) => (JSON.parse(line) as { text: string }).text));
  }
  return texts.filter((text) => !ASKS.test(text));
}

/** A word alone says nothing, but for those that name a person who could help. */
function loneWords(texts: readonly string[]): string[] {
  const words = new Set(texts.flatMap((text) => tokenise(foldText(text))));
  const titles =
    /^(?:human|agent|person|operator|rep|represent|manager|supervisor|advis|employee|staff|escalat|someone|somebody|customer|support|live|transfer|real|callback)/;
  return [...words].filter((word) => !titles.test(word));
}

function gibberish(): string[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('');
  const word = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 9) }, () => pick(letters, random)).join('');
  return Array.from({ length: 1 + Math.floor(random() * 5) }, word);
}

function fromTemplates(templates: LanguageTemplates, positives: number, lookAlikes: number): void {
  const make = (sources: readonly string[], count: number, label: 0 | 1): void => {
    const seen = new Set<string>();
    for (let tries = 0; seen.size < count && tries < count * 4; tries += 1) {
      const source = sources[tries % sources.length] ?? '';
      const text = expand(source, templates.classes, random);
      if (text === '' || seen.has(text)) continue;
      seen.add(text);
      add(inContext(text, templates.language, label), label, 0.33);
    }
  };
  make(templates.positives, positives, 1);
  make(templates.negated, Math.round(lookAlikes * NEGATED), 0);
  make(templates.negatives, lookAlikes, 0);
}

/** Sometimes something else is said in the same breath. */
function inContext(text: string, language: string, label: 0 | 1): string {
  if (language !== 'en' || random() > 0.3) return text;
  const other = pick(negatives, random).split(' ').slice(0, 12).join(' ');
  const joint = pick([' and ', ' ', ' so ', ' because ', ' to ', ' about ', ' for ', ' '], random);
  return label === 1 && random() < 0.5 ? `${other}${joint}${text}` : `${text}${joint}${other}`;
}

/** `clean`: the share that is written without slips. */
function add(text: string, label: 0 | 1, clean: number): void {
  const slips = random() < clean ? 0 : pick([1, 1, 2, 2, 3], random);
  const written = slips === 0 ? text : misspell(foldText(text), slips, random);
  addWords(tokenise(foldText(written)).slice(0, 40), label);
}

function addWords(words: readonly string[], label: 0 | 1): void {
  if (words.length > 0) examples.push({ buckets: Int32Array.from(hashFeatures(words, BITS)), label });
}

/** Logistic regression by AdaGrad; a feature's value is one over the root of their number. */
function fit(all: Example[]): { weights: Float64Array; bias: number } {
  const weights = new Float64Array(2 ** BITS);
  const squares = new Float64Array(2 ** BITS).fill(1e-3);
  let bias = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(all, random);
    let loss = 0;
    for (const { buckets: given, label } of all) {
      const buckets = given.filter(() => random() > DROPPED);
      const value = 1 / Math.sqrt(given.length * (1 - DROPPED));
      let sum = 0;
      for (const bucket of buckets) sum += weights[bucket] ?? 0;
      const chance = 1 / (1 + Math.exp(-(sum * value + bias)));
      const error = chance - label;
      loss -= Math.log(Math.max(1e-9, label === 1 ? chance : 1 - chance));
      bias -= 0.01 * error;
      const slope = error * value;
      if (Math.abs(slope) < 1e-6) continue;
      for (const bucket of buckets) {
        const gradient = slope + DECAY * (weights[bucket] ?? 0);
        squares[bucket] = (squares[bucket] ?? 0) + gradient * gradient;
        weights[bucket] = (weights[bucket] ?? 0) - (RATE * gradient) / Math.sqrt(squares[bucket] ?? 1);
      }
    }
    process.stdout.write(
      `epoch ${epoch + 1}: loss ${(loss / all.length).toFixed(4)} on ${all.length} examples\n`,
    );
  }
  return { weights, bias };
}

function shuffle(items: Example[], next: Random): void {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = Math.floor(next() * (index + 1));
    const [a, b] = [items[index], items[other]];
    if (a !== undefined && b !== undefined) [items[index], items[other]] = [b, a];
  }
}

async function store(values: Float64Array, bias: number): Promise<void> {
  const sizes = [...values].map(Math.abs).toSorted((a, b) => a - b);
  const most = sizes[Math.floor(sizes.length * 0.9995)] ?? 1;
  const scale = most / 127;
  const bytes = Int8Array.from(values, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale))));
  const weights = Buffer.from(bytes.buffer).toString('base64');
  const code = `import type { StoredModel } from '../ngram/linear-model.ts';

/** Made by scripts/training/human-request/train.ts; not to be edited by hand. */
export const REQUEST_WEIGHTS: StoredModel = {
  bits: ${BITS},
  scale: ${Number(scale.toPrecision(6))},
  bias: ${Number(bias.toPrecision(6))},
  weights:
    '${weights}',
};
`;
  await writeFile(OUTPUT, code);
  process.stdout.write(`${bytes.filter((weight) => weight !== 0).length} weights, ${bytes.length} bytes\n`);
}
