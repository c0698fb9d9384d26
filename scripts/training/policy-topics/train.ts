import { readFile, writeFile } from 'node:fs/promises';
import { clausesOf } from '../../../packages/server/src/core/nlp/clauses-of.ts';
import { foldText } from '../../../packages/server/src/core/nlp/fold-text.ts';
import { hashFeatures } from '../../../packages/server/src/core/nlp/ngram/hash-features.ts';
import { findPolicyPattern } from '../../../packages/server/src/core/nlp/policy-topic/find-policy-topic.ts';
import { tokenise } from '../../../packages/server/src/core/nlp/tokenise.ts';
import { ENGLISH_TEMPLATES } from '../human-request/english.ts';
import { misspell } from '../human-request/misspell.ts';
import { OTHER_TEMPLATES } from '../human-request/other-languages.ts';
import { expand, pick, seededRandom } from '../human-request/template.ts';
import { TOPIC_CLASSES, TOPIC_TEMPLATES } from './templates.ts';

/*
 * Trains one small n-gram model for each topic that always goes to a person, and writes their weights:
 *   BATON_NLP_DATA=<folder> npm run train:policy-topics
 * The folder is the one of ../human-request/train.ts.
 */

const BITS = 15;
const EPOCHS = 5;
const RATE = 0.5;
const DROPPED = 0.25;
const PER_TOPIC = 9000;
const PER_LANGUAGE = 3000;
const PUBLIC_FILES = [
  'banking77_train',
  'clinc150_train_val',
  'clinc150_out_of_scope_train_val',
  'hwu64_train',
];
const OUTPUT = new URL(
  '../../../packages/server/src/core/nlp/policy-topic/topic-weights.ts',
  import.meta.url,
);

const random = seededRandom(42);
const examples: { readonly topic: string; readonly buckets: Int32Array }[] = [];
for (const text of await publicTexts()) {
  add('none', text, 0.9);
  for (const { words } of clausesOf(text)) addWords('none', words);
}
for (const [topic, templates] of Object.entries(TOPIC_TEMPLATES)) {
  const count = topic === 'none' ? 2 * PER_TOPIC : PER_TOPIC;
  fromTemplates(topic, templates, TOPIC_CLASSES, count);
}
for (const { classes, positives, negatives } of [ENGLISH_TEMPLATES, ...OTHER_TEMPLATES]) {
  fromTemplates('none', positives, classes, PER_LANGUAGE);
  fromTemplates('none', negatives, classes, PER_LANGUAGE);
}
shuffle();
const topics = Object.keys(TOPIC_TEMPLATES).filter((topic) => topic !== 'none');
await writeFile(
  OUTPUT,
  `import type { StoredModel } from '../ngram/linear-model.ts';

/** Made by scripts/training/policy-topics/train.ts; not to be edited by hand. */
export const TOPIC_WEIGHTS: Readonly<Record<string, StoredModel>> = {
${topics.map((topic) => `  '${topic}': ${fit(topic)},`).join('\n')}
};
`,
);

async function publicTexts(): Promise<string[]> {
  const folder = process.env['BATON_NLP_DATA'];
  if (folder === undefined) throw new Error('BATON_NLP_DATA names the folder of the public rows.');
  const files = await Promise.all(PUBLIC_FILES.map((file) => readFile(`${folder}/${file}.jsonl`, 'utf8')));
  const lines = files.flatMap((file) => file.split('\n').filter((line) => line !== ''));
  const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text);
  return texts.filter((text) => findPolicyPattern(text) === null);
}

function fromTemplates(
  topic: string,
  templates: readonly string[],
  classes: Readonly<Record<string, string>>,
  count: number,
): void {
  const seen = new Set<string>();
  for (let tries = 0; seen.size < count && tries < 3 * count; tries += 1) {
    const text = expand(templates[tries % templates.length] ?? '', classes, random);
    if (seen.has(text)) continue;
    seen.add(text);
    add(topic, text, 0.55);
  }
}

function add(topic: string, text: string, clean: number): void {
  const slips = random() < clean ? 0 : pick([1, 1, 2], random);
  addWords(
    topic,
    tokenise(foldText(slips === 0 ? text : misspell(foldText(text), slips, random))).slice(0, 40),
  );
}

function addWords(topic: string, words: readonly string[]): void {
  if (words.length > 0) examples.push({ topic, buckets: Int32Array.from(hashFeatures(words, BITS)) });
}

function shuffle(): void {
  for (let index = examples.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [examples[index], examples[other]];
    if (a !== undefined && b !== undefined) [examples[index], examples[other]] = [b, a];
  }
}

/** The weights of one topic against all that is not it, as code. */
function fit(topic: string): string {
  const weights = new Float64Array(2 ** BITS);
  const squares = new Float64Array(2 ** BITS).fill(1e-3);
  let bias = -1;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const example of examples) {
      const kept = example.buckets.filter(() => random() > DROPPED);
      const value = 1 / Math.sqrt(example.buckets.length * (1 - DROPPED));
      let sum = 0;
      for (const bucket of kept) sum += weights[bucket] ?? 0;
      const error = 1 / (1 + Math.exp(-(sum * value + bias))) - (example.topic === topic ? 1 : 0);
      bias -= 0.01 * error;
      const slope = error * value;
      if (Math.abs(slope) < 1e-5) continue;
      for (const bucket of kept) {
        squares[bucket] = (squares[bucket] ?? 0) + slope * slope;
        weights[bucket] = (weights[bucket] ?? 0) - (RATE * slope) / Math.sqrt(squares[bucket] ?? 1);
      }
    }
  }
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = (0.7 * largest) / 127;
  const bytes = Int8Array.from(weights, (weight) =>
    Math.max(-127, Math.min(127, Math.round(weight / scale))),
  );
  process.stdout.write(`${topic}: bias ${bias.toFixed(2)}, ${examples.length} examples\n`);
  return `{ bits: ${BITS}, scale: ${Number(scale.toPrecision(6))}, bias: ${Number(bias.toPrecision(6))}, weights: '${Buffer.from(bytes.buffer).toString('base64')}' }`;
}
