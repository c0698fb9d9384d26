import { setTimeout } from 'node:timers/promises';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { Span } from './choose-matches.ts';
import { fuseScores } from './fuse-scores.ts';
import { entriesOf } from './meanings.ts';
import type { Meanings } from './meanings.ts';

/** The first turn after a change of behaviour waits for its examples to be encoded, 3 ms each, but no longer. */
const PATIENCE_MS = 1000;

/** The spans ranked by meaning too; by words alone while the encoder does not answer. */
export async function rankByMeaning(
  context: TurnContext,
  spans: readonly Span[],
  meanings: Meanings | null,
): Promise<readonly Span[]> {
  const entries = entriesOf(context.behaviour);
  if (meanings === null || entries.length === 0 || spans.every(({ text }) => text === '')) return spans;
  const done = new AbortController();
  try {
    const late = setTimeout(PATIENCE_MS, null, { signal: AbortSignal.any([done.signal, context.signal]) });
    const rankings = await Promise.race([
      meanings.rank(
        entries,
        spans.map(({ text }) => text),
      ),
      late,
    ]);
    if (rankings === null) {
      context.trace.fellBack('match', 'the encoder was not ready');
      return spans;
    }
    return spans.map((span, index) => {
      const ranking = rankings[index];
      return ranking === undefined ? span : { ...span, ranking: fuseScores(span.ranking, ranking) };
    });
  } catch (error) {
    context.signal.throwIfAborted();
    context.trace.fellBack('match', error instanceof Error ? error.name : 'the encoder failed');
    return spans;
  } finally {
    done.abort();
  }
}
