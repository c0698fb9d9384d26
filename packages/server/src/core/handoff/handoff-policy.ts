import { DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import type { DepartmentPolicy } from '@baton/protocol';

/**
 * How long each stage of a handoff may last, in seconds, and what goes with it. Fixed when a handoff enters a
 * department, so that its clocks can be recomputed.
 */
export interface HandoffPolicy {
  /** The AI's own turn may say the transition message within this time; then the desk says it. */
  readonly transitionSeconds: number;
  /** From request to acceptance, as promised (H7.1). */
  readonly serviceLevelSeconds: number;
  /** An operator may leave an offer unanswered this long (H6.4). */
  readonly offerSeconds: number;
  readonly autoAccept: boolean;
  /** How long after a chat its operator is asked first; 0 never. */
  readonly stickySeconds: number;
  /** Of waiting, after which a requirement is given up (H6.3); null never. */
  readonly relaxSkillsSeconds: number | null;
  readonly relaxLanguageSeconds: number | null;
  readonly relaxDepartmentSeconds: number | null;
  readonly overflow: readonly string[];
  /** How often somebody who waits is told something new, if there is anything. */
  readonly tellSeconds: number;
  /** Between two messages to somebody who is still waiting after the service level. */
  readonly reminderSeconds: number;
  /** From the beginning of the wait to giving up when nobody comes. */
  readonly giveUpSeconds: number;
  /** How often an active handoff is checked for a customer who waits for an answer. */
  readonly idleSeconds: number;
  /** An active handoff in which nobody has written for this long goes back to the AI; null never. */
  readonly idleReturnSeconds: number | null;
  /** The holder is warned this long before it does. */
  readonly returnNoticeSeconds: number;
  readonly matchLanguage: boolean;
  readonly offerable: { readonly callback: boolean; readonly email: boolean; readonly ai: boolean };
  readonly askRating: boolean;
}

const TRANSITION_SECONDS = 5;

/** The policy of a department as a handoff keeps it. */
export function handoffPolicy(department: DepartmentPolicy): HandoffPolicy {
  return {
    transitionSeconds: TRANSITION_SECONDS,
    serviceLevelSeconds: department.service_level_seconds,
    offerSeconds: department.offer_seconds,
    autoAccept: department.auto_accept,
    stickySeconds: department.sticky_seconds,
    relaxSkillsSeconds: department.relax_skills_seconds,
    relaxLanguageSeconds: department.relax_language_seconds,
    relaxDepartmentSeconds: department.relax_department_seconds,
    overflow: department.overflow,
    tellSeconds: department.tell_seconds,
    reminderSeconds: department.reminder_seconds,
    giveUpSeconds: department.give_up_seconds,
    idleSeconds: department.idle_seconds,
    idleReturnSeconds: department.idle_return_seconds,
    returnNoticeSeconds: department.return_notice_seconds,
    matchLanguage: department.match_language,
    offerable: {
      callback: department.offer_callback,
      email: department.offer_email,
      ai: department.offer_ai,
    },
    askRating: department.ask_rating,
  };
}

export const DEFAULT_HANDOFF_POLICY: HandoffPolicy = handoffPolicy(DEFAULT_DEPARTMENT_POLICY);
