export { EncoderBusyError } from './encoder.ts';
export type { Encoder } from './encoder.ts';
export { openEncoder } from './open-encoder.ts';
export type { EncoderOptions } from './open-encoder.ts';
export type { SentenceEncoder } from './sentence-encoder.ts';
export { openTable } from './table-encoder.ts';
