import type { Evidence } from '@baton/protocol';
import { NO_OUTLOOK } from '../waiting/outlook.ts';
import type { Outlook } from '../waiting/outlook.ts';
import { transitionText, turnFailedText } from './customer-text.ts';
import { DecisionBuilder, hasOpenHandoff, shown } from './decision.ts';
import type { Decision, Desk, Moment } from './decision.ts';
import type { Opening } from './journal-fact.ts';

export interface AskForPerson {
  readonly opening: Opening;
  /**
   * Who says the transition message (H3.2). `ai`: the AI's turn is about to, and the desk says it if the turn
   * does not in time. A text: said here and now. Null: the desk's usual words, here and now.
   */
  readonly transition: { readonly by: 'ai' } | { readonly by: 'desk'; readonly text: string | null };
  /** How things stand for him; absent where nothing is known. */
  readonly outlook?: Outlook;
}

/** Entering `requested` by any path (H3.2), or joining the handoff that is already open (H3.4). */
export function askForPerson(desk: Desk, command: AskForPerson, moment: Moment): Decision {
  const { opening, transition, outlook = NO_OUTLOOK } = command;
  const decision = new DecisionBuilder(desk, moment);
  if (hasOpenHandoff(desk)) {
    const { reason, evidence, priority, wanted } = opening;
    decision.fact({ type: 'joined', reason, evidence, priority, ...(wanted !== undefined && { wanted }) });
    noteFor(decision, opening);
    // The AI was about to say it: it has failed, or somebody asks who is not to wait for its words.
    if (transition.by === 'desk' && !desk.handoff.transitionSaid) {
      sayTransition(decision, transition.text ?? failureText(decision, opening, outlook), outlook);
    }
    return decision.build();
  }
  decision
    .fact({ type: 'requested', ...opening })
    .hold('manual', { kind: 'none' })
    // What made the request is answered by it: on the way back only what came later is answered (H8.4).
    .answersCustomer()
    .announce('handoff.requested');
  noteFor(decision, opening);
  if (transition.by === 'ai') return decision.build();
  return sayTransition(decision, transition.text ?? failureText(decision, opening, outlook), outlook).build();
}

/** That the AI failed is said first. Null: it did not. */
function failureText({ language }: DecisionBuilder, { reason }: Opening, outlook: Outlook): string | null {
  return reason === 'ai_error' ? turnFailedText(language, outlook) : null;
}

/** What an author's code has to tell the operator stands among the notes, as the agent's. */
function noteFor(decision: DecisionBuilder, { wanted, agent }: Opening): void {
  if (wanted?.note !== undefined) decision.fact({ type: 'noted', author: agent, text: wanted.note });
}

/** The AI's own turn says the transition message: that is the one (H3.2). Null when it has been said or is not due. */
export function sayTransitionAsAi(
  desk: Desk,
  message: Decision['events'][number],
  moment: Moment,
  outlook: Outlook = NO_OUTLOOK,
): Decision | null {
  if (!hasOpenHandoff(desk) || desk.handoff.transitionSaid) return null;
  const decision = new DecisionBuilder(desk, moment)
    .event(message)
    .fact({ type: 'transition-said', by: 'ai' });
  return enterQueue(decision, outlook).build();
}

/** Says the transition message in the desk's words (null: its usual ones) and puts the handoff in the queue. */
export function sayTransition(
  decision: DecisionBuilder,
  text: string | null,
  outlook: Outlook,
): DecisionBuilder {
  decision
    .say(text ?? transitionText(decision.language, outlook))
    .fact({ type: 'transition-said', by: 'desk' });
  return enterQueue(decision, outlook);
}

function enterQueue(decision: DecisionBuilder, outlook: Outlook): DecisionBuilder {
  const { told, quote, alternatives } = outlook;
  return decision
    .fact({ type: 'queued', told, quote, alternatives })
    .announce('handoff.queued', shown(outlook));
}

/** Evidence for a request that nothing in the conversation caused. */
export function apiEvidence(quote: string | null): Evidence {
  return { trigger: 'api', offset: null, score: null, threshold: null, quote };
}
