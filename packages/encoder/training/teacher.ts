import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OnnxModel } from '../src/onnx-model.ts';

/** Vectors of many texts by the model, kept in a folder: a second run with the same texts reads them back. */
export async function teach(
  model: OnnxModel,
  texts: readonly string[],
  folder: string,
  name: string,
): Promise<Float32Array> {
  const digest = createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 16);
  const file = join(folder, `${name}-${digest}.f32`);
  if (existsSync(file)) return new Float32Array(Uint8Array.from(readFileSync(file)).buffer);
  const vectors = new Float32Array(texts.length * model.dimensions);
  for (const [index, text] of texts.entries()) {
    vectors.set(await model.encode(text), index * model.dimensions);
    if (index % 10_000 === 0) process.stdout.write(`${name}: ${index} of ${texts.length}\n`);
  }
  writeFileSync(file, new Uint8Array(vectors.buffer));
  return vectors;
}
