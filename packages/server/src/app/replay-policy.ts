import type { FrustrationAids } from '../core/nlp/frustration/frustration-aids.ts';
import { answerSignals } from '../core/triggers/answer-signals.ts';
import type { CompiledPolicy } from '../core/triggers/compile-policy.ts';
import { messageSignals } from '../core/triggers/message-signals.ts';
import { orderTriggers } from '../core/triggers/order-triggers.ts';
import type { RecordedConversation } from '../core/triggers/replay/recorded-conversation.ts';
import { ReplayTally } from '../core/triggers/replay/replay-tally.ts';
import type { Firing, Played, ReplayReport } from '../core/triggers/replay/replay-tally.ts';
import { replayViews } from '../core/triggers/replay/replay-views.ts';
import type { TriggerName } from '@baton/protocol';
import type { Recordings } from '../ports/recordings.ts';

export interface ReplayOptions {
  /** Null: of every agent. */
  readonly agentId: string | null;
  /** Conversations that would change, told one by one; the others are counted. */
  readonly mostChanges: number;
  /** What helps to see frustration in these messages of one customer. */
  aids(texts: readonly string[]): Promise<FrustrationAids>;
}

/** What a policy would have done in conversations of the past, against what happened in them (H4.6). */
export async function replayPolicy(
  recordings: Recordings,
  policy: CompiledPolicy,
  options: ReplayOptions,
): Promise<ReplayReport> {
  const tally = new ReplayTally(policy, options.mostChanges);
  for await (const conversation of recordings.conversations(options.agentId)) {
    tally.add(await play(conversation, policy, options));
  }
  return tally.report();
}

async function play(
  conversation: RecordedConversation,
  policy: CompiledPolicy,
  options: ReplayOptions,
): Promise<Played> {
  const firings = new Map<TriggerName, Firing>();
  let first: Firing | null = null;
  let unrecorded = 0;
  for (const at of replayViews(conversation)) {
    if (at.answer === null) unrecorded += 1;
    const helped = await options.aids(at.view.said.map(({ text }) => text));
    const signals = orderTriggers([
      ...messageSignals(at.view, policy, helped),
      ...(at.answer === null ? [] : answerSignals(at.answer, policy)),
    ]);
    for (const signal of signals) {
      if (!firings.has(signal.trigger)) firings.set(signal.trigger, { signal, at });
      if (signal.mode === 'act') first ??= { signal, at };
    }
  }
  return { conversation, firings, first, unrecorded };
}
