import { relax } from '../routing/relax.ts';
import { NO_OUTLOOK } from '../waiting/outlook.ts';
import type { Outlook } from '../waiting/outlook.ts';
import { tellAgain } from '../waiting/tell-again.ts';
import { sayTransition } from './ask-for-person.ts';
import { delayText, newsText, nobodyCameText, reminderText } from './customer-text.ts';
import { DecisionBuilder, hasOpenHandoff, shown } from './decision.ts';
import type { Decision, Desk, Moment } from './decision.ts';
import { openCommitments } from './handoff-state.ts';
import { needOf, relaxationPolicy } from './need-of.ts';
import { nextTimer } from './timers.ts';
import type { TimerName } from './timers.ts';

const SECOND = 1_000_000;
const AI = { kind: 'ai' } as const;

/** What the log and the line say beside the handoff when its timer fires. */
export interface TimerFacts {
  /** A customer message has no answer yet. */
  readonly customerWaiting: boolean;
  /** When the newest message of anybody was written, microseconds since 1970; 0 when there is none. */
  readonly lastMessageAt: number;
  readonly outlook?: Outlook;
}

type Fire = (decision: DecisionBuilder, facts: TimerFacts, moment: Moment) => DecisionBuilder;

/**
 * What happens when the timer of a stage is due (H3.1, H7.1): the earliest one, when several are. Null when none is
 * due, or none runs.
 */
export function fireTimer(desk: Desk, facts: TimerFacts, moment: Moment): Decision | null {
  if (!hasOpenHandoff(desk)) return null;
  const timer = nextTimer(desk.handoff.timers);
  if (timer === null || timer.due > moment.at) return null;
  return FIRE[timer.name](new DecisionBuilder(desk, moment), facts, moment).build();
}

const FIRE: Readonly<Record<TimerName, Fire>> = {
  transition: (decision, { outlook = NO_OUTLOOK }) => sayTransition(decision, null, outlook),
  offer: (decision) => {
    const { offer } = decision.state;
    if (offer === null) throw new Error('the timer of an offer runs without one');
    return decision.fact({ type: 'declined', operator: offer.operator, why: 'timed-out' });
  },
  relax: relaxRequirements,
  near: (decision) => decision.fact({ type: 'warned' }),
  'service-level': (decision, { outlook = NO_OUTLOOK }) => {
    const { told, quote, alternatives } = outlook;
    return decision
      .say(delayText(decision.language, outlook))
      .fact({ type: 'delayed', told, quote, alternatives })
      .announce('handoff.delayed', shown(outlook));
  },
  tell: tellNews,
  reminder: (decision, { outlook = NO_OUTLOOK }) => {
    const { told, quote, alternatives } = outlook;
    return decision
      .say(reminderText(decision.language, outlook))
      .fact({ type: 'reminded', told, quote, alternatives })
      .announce('handoff.delayed', shown(outlook));
  },
  'give-up': (decision) =>
    decision
      .say(nobodyCameText(decision.language))
      .fact({ type: 'failed', why: 'nobody-came' })
      .hold('auto', AI)
      .announce('handoff.failed'),
  idle: checkIdle,
  return: (decision, facts, moment) => {
    const { stretches, timers } = decision.state;
    const since = stretches.at(-1)?.from ?? 0;
    // The timer may fire late: what counts is what was written since the countdown began.
    const began = (timers.return ?? moment.at) - returnNotice(decision);
    const quiet = began >= Math.max(since, facts.lastMessageAt);
    if (!quiet) return decision.fact({ type: 'kept', by: null }).announce('handoff.accepted');
    if (openCommitments(decision.state).length > 0)
      return decision
        .fact({ type: 'kept', by: null })
        .fact({ type: 'owner-asked' })
        .announce('handoff.accepted');
    return decision
      .fact({ type: 'returned', operator: decision.state.operator, outcome: null, why: 'idle' })
      .hold('auto', AI)
      .announce('handoff.returned');
  },
};

/** H6.3: the next requirement is given up, and recorded. */
function relaxRequirements(decision: DecisionBuilder, _facts: TimerFacts, moment: Moment): DecisionBuilder {
  const { state } = decision;
  const waited = moment.at - state.waitingSince;
  const [step] = relax(needOf(state), relaxationPolicy(state.policy), waited).steps;
  if (step === undefined) throw new Error('the timer of a relaxation runs with nothing to relax');
  return decision.fact({ type: 'relaxed', step });
}

/** H7.2: told at most so often, and only something new. */
function tellNews(
  decision: DecisionBuilder,
  { outlook = NO_OUTLOOK }: TimerFacts,
  _moment: Moment,
): DecisionBuilder {
  const { state } = decision;
  const { told, quote, alternatives } = outlook;
  if (told === null || !tellAgain(state.told, told, state.policy.tellSeconds))
    return decision.fact({ type: 'line-checked' });
  return decision
    .say(newsText(decision.language, outlook))
    .fact({ type: 'told', told, quote, alternatives })
    .announce('handoff.told', shown(outlook));
}

/** H8.3: nobody writes any more; H8.4: unless something is still promised. */
function checkIdle(decision: DecisionBuilder, facts: TimerFacts, moment: Moment): DecisionBuilder {
  const { stretches, requestedAt, keptAt, policy } = decision.state;
  const taken = stretches.at(-1)?.from ?? requestedAt;
  const lastSign = Math.max(facts.lastMessageAt, taken, keptAt ?? 0);
  const { idleReturnSeconds } = policy;
  if (idleReturnSeconds === null || moment.at < lastSign + idleReturnSeconds * SECOND)
    return decision.fact({ type: 'idle-checked', customerWaiting: facts.customerWaiting });
  if (openCommitments(decision.state).length > 0) return decision.fact({ type: 'owner-asked' });
  const until = moment.at + returnNotice(decision);
  return decision.fact({ type: 'returning', until }).announce('handoff.returning');
}

function returnNotice({ state }: DecisionBuilder): number {
  return state.policy.returnNoticeSeconds * SECOND;
}
