import { EvalServerError } from './eval-client.ts';
import type { EvalClient } from './eval-client.ts';
import type { EvalConversation, EvalSuite } from './eval-suite.ts';
import { judgeTurn } from './judge-turn.ts';
import type { ObservedTurn, Verdict } from './judge-turn.ts';

export interface EvaluatedTurn {
  readonly say: string;
  readonly observed: ObservedTurn;
  readonly verdicts: readonly Verdict[];
  readonly milliseconds: number;
}

export interface EvaluatedConversation {
  readonly name: string;
  readonly turns: readonly EvaluatedTurn[];
  /** Why it could not be played to its end; null when it was. */
  readonly error: string | null;
}

export interface Evaluation {
  readonly suite: string;
  readonly conversations: readonly EvaluatedConversation[];
}

/** Plays all conversations, several side by side, each in a session of its own that is deleted afterwards. */
export async function runSuite(
  client: EvalClient,
  suite: EvalSuite,
  concurrency: number,
  onDone: (conversation: EvaluatedConversation) => void = () => undefined,
): Promise<Evaluation> {
  const agentId = await client.findAgent(suite.agent);
  const results: EvaluatedConversation[] = [];
  const waiting = [...suite.conversations.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, conversation] = next;
      const result = await playConversation(client, agentId, conversation);
      results[index] = result;
      onDone(result);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { suite: suite.suite, conversations: results };
}

/** Whether everything that was looked at in a conversation was as expected. */
export function hasPassed({ turns, error }: EvaluatedConversation): boolean {
  return error === null && turns.every(({ verdicts }) => verdicts.every(({ passed }) => passed));
}

/** Plays one conversation, in a session of its own that is deleted afterwards. */
export async function playConversation(
  client: EvalClient,
  agentId: string,
  { name, turns }: EvalConversation,
): Promise<EvaluatedConversation> {
  const played: EvaluatedTurn[] = [];
  const sessionId = await client.startSession(agentId);
  try {
    for (const { say, expect } of turns) {
      const from = performance.now();
      const observed = await client.say(sessionId, say);
      const milliseconds = performance.now() - from;
      played.push({ say, observed, verdicts: judgeTurn(expect, observed), milliseconds });
      // A person has the conversation now: nobody would answer what comes next.
      if (observed.handoff !== null && played.length < turns.length)
        return { name, turns: played, error: 'A person was asked for before the conversation was over.' };
    }
    return { name, turns: played, error: null };
  } catch (error) {
    if (!(error instanceof EvalServerError)) throw error;
    return { name, turns: played, error: error.message };
  } finally {
    await client.endSession(sessionId);
  }
}
