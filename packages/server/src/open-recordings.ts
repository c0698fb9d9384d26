import { pino } from 'pino';
import { openEncoder, openTable } from '@baton/encoder';
import { MessageCosines } from './adapters/embedded/message-cosines.ts';
import { sentimentOf } from './adapters/embedded/sentiment.ts';
import { JsonLinesRecordings } from './adapters/recordings/json-lines-recordings.ts';
import { SqliteRecordings } from './adapters/recordings/sqlite-recordings.ts';
import type { EncoderChoice } from './config.ts';
import type { FrustrationAids } from './core/nlp/frustration/frustration-aids.ts';
import type { Recordings } from './ports/recordings.ts';

/** Where conversations of the past are: a server's database, or a file with one a line. */
export type RecordingSource = { readonly database: string } | { readonly file: string };

/** Conversations of the past and what they are judged with, as in the server. */
export interface OpenedRecordings extends AsyncDisposable {
  readonly recordings: Recordings;
  aids(texts: readonly string[]): Promise<FrustrationAids>;
}

/** Nobody waits for an answer here: a message may take as long as it takes. */
const WITHIN_MS = 60_000;

export async function openRecordings(
  source: RecordingSource,
  encoderChoice: EncoderChoice,
): Promise<OpenedRecordings> {
  await using stack = new AsyncDisposableStack();
  const log = pino({ level: 'warn' }, pino.destination(2));
  const recordings = stack.use(
    'database' in source ? SqliteRecordings.open(source.database) : new JsonLinesRecordings(source.file),
  );
  const encoder =
    encoderChoice === 'off'
      ? null
      : encoderChoice === 'table'
        ? await openTable()
        : await openEncoder({ log: (message, cause) => log.warn({ err: cause }, message) });
  if (encoder !== null) stack.use(encoder);
  const cosines = encoder === null ? null : new MessageCosines(encoder, WITHIN_MS);
  const owned = stack.move();
  return {
    recordings,
    async aids(texts) {
      const cosine = cosines === null || texts.length < 2 ? null : await cosines.between(texts);
      return { sentiment: sentimentOf, ...(cosine !== null && { cosine }) };
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
