import { openEncoder, openTable } from '../../packages/encoder/src/index.ts';
import type { Encoder } from '../../packages/server/src/ports/encoder.ts';

/** Texts that keep their vectors: the measures that read the same sets encode them once. */
const REMEMBERED = 60_000;

export interface Encoders extends AsyncDisposable {
  readonly model: Encoder;
  readonly table: Encoder;
}

let opened: Promise<Encoders> | null = null;

/** The encoders that all measures share. */
export function encoders(): Promise<Encoders> {
  opened ??= open();
  return opened;
}

/** Ends the model's thread, if any measure started it. */
export async function closeEncoders(): Promise<void> {
  const both = await opened;
  await both?.[Symbol.asyncDispose]();
  opened = null;
}

async function open(): Promise<Encoders> {
  const model = await openEncoder({ remembered: REMEMBERED });
  const table = await openTable();
  await model.warmUp();
  if (model.id === table.id) throw new Error('the model does not run here: its figures would be the table’s');
  return { model, table, [Symbol.asyncDispose]: () => model[Symbol.asyncDispose]() };
}
