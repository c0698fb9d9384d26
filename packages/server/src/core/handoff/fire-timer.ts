import type { Alternative } from '@baton/protocol';
import { delayText, nobodyCameText, reminderText, transitionText } from './customer-text.ts';
import { sayTransition } from './ask-for-person.ts';
import { DecisionBuilder, hasOpenHandoff } from './decision.ts';
import type { Decision, Desk, Moment } from './decision.ts';

const SECOND = 1_000_000;
const AI = { kind: 'ai' } as const;
const INSTEAD_OF_WAITING: Alternative[] = ['wait', 'callback', 'email', 'ai'];

/** What the log says beside the handoff when its timer fires. */
export interface TimerFacts {
  /** A customer message has no answer yet. */
  readonly customerWaiting: boolean;
  /** When the newest message of anybody was written, microseconds since 1970; 0 when there is none. */
  readonly lastMessageAt: number;
  readonly position: number | null;
}

/** What happens when the timer of a stage is due (H3.1, H7.1). Null when it is not due, or none runs. */
export function fireTimer(desk: Desk, facts: TimerFacts, moment: Moment): Decision | null {
  if (!hasOpenHandoff(desk)) return null;
  const { timer } = desk.handoff;
  if (timer === null || timer.due > moment.at) return null;
  const decision = new DecisionBuilder(desk, moment);
  switch (timer.name) {
    case 'transition':
      return sayTransition(decision, transitionText()).build();
    case 'service-level':
      return decision
        .say(delayText())
        .fact({ type: 'delayed' })
        .announce('handoff.delayed', { alternatives: INSTEAD_OF_WAITING, position: facts.position })
        .build();
    case 'reminder':
      return remindOrGiveUp(decision, facts, moment).build();
    case 'idle':
      return checkIdle(decision, facts, moment).build();
  }
}

function remindOrGiveUp(decision: DecisionBuilder, facts: TimerFacts, moment: Moment): DecisionBuilder {
  const { requestedAt, policy } = decision.state;
  if (moment.at >= requestedAt + policy.giveUpSeconds * SECOND) {
    return decision
      .say(nobodyCameText())
      .fact({ type: 'failed', why: 'nobody-came' })
      .hold('auto', AI)
      .announce('handoff.failed');
  }
  return decision
    .say(reminderText(facts.position))
    .fact({ type: 'reminded' })
    .announce('handoff.delayed', { alternatives: INSTEAD_OF_WAITING, position: facts.position });
}

function checkIdle(decision: DecisionBuilder, facts: TimerFacts, moment: Moment): DecisionBuilder {
  const { acceptedAt, requestedAt, policy } = decision.state;
  const lastSign = Math.max(facts.lastMessageAt, acceptedAt ?? requestedAt);
  if (moment.at >= lastSign + policy.abandonSeconds * SECOND) {
    return decision.fact({ type: 'abandoned' }).hold('auto', AI).announce('handoff.abandoned');
  }
  return decision.fact({ type: 'idle-checked', customerWaiting: facts.customerWaiting });
}
