import type { Assist } from './assist.ts';
import type { SessionEvent } from './event.ts';
import type { DepartmentStatus } from './department.ts';
import type { FollowUp } from './follow-up.ts';
import type { Handoff } from './handoff.ts';
import type { Operator } from './operator.ts';

/** Something that a person should look at (H7.1). */
export interface Alert {
  id: string;
  /**
   * `service-level-near`, `service-level-passed`: nobody has come. `customer-waits`: the holder has not answered.
   * `operator-lost`: a holder dropped off and his chat is queued again. `commitment-open`: its owner is asked.
   * `follow-up-due`: a promised call or e-mail. `nobody-came`: given up. `whispered`: a lead has a word for the holder.
   */
  kind:
    | 'service-level-near'
    | 'service-level-passed'
    | 'customer-waits'
    | 'operator-lost'
    | 'commitment-open'
    | 'follow-up-due'
    | 'nobody-came'
    | 'returning'
    | 'whispered';
  handoff_id: string;
  session_id: string;
  department_id: string;
  /** Whom it is for; null: the department's leads. */
  operator_id: string | null;
  creation_utc: string;
}

/**
 * Frames of `GET /stream`, the console's one live connection. The SSE `event:` field carries `type`,
 * `id:` a cursor to resume from with `Last-Event-ID`. Without a cursor, or with one the server no longer
 * holds, the first frame is a `snapshot`; otherwise the frames that were missed come first. A snapshot in the middle
 * replaces everything: the reader's departments have changed.
 *
 * An operator is given the handoffs of his departments and his own, the events of sessions that he holds, is offered or
 * names with `?watch=`, and the alerts for him. Leads and admins are given the handoffs of all departments, admins all
 * events. A snapshot has the heads of the lines, not all of them; how many wait is in the departments.
 */
export type StreamFrame =
  | {
      type: 'snapshot';
      handoffs: Handoff[];
      operators: Operator[];
      departments: DepartmentStatus[];
      follow_ups: FollowUp[];
      /** Those of the last 15 minutes that still hold. */
      alerts: Alert[];
    }
  /** A handoff was made or changed, or has come so near to the head of its line that it is shown. */
  | { type: 'handoff'; handoff: Handoff }
  /** It is not this reader's to see any more: moved to others, or deleted with its session. */
  | { type: 'handoff-gone'; handoff_id: string }
  /** An operator came, went, or was changed; `removed` when he is deleted. */
  | { type: 'operator'; operator: Operator; removed?: boolean }
  /** A queue has changed: how many wait, who is there. */
  | { type: 'department'; status: DepartmentStatus }
  /** A promised call or e-mail was made or changed. */
  | { type: 'follow-up'; follow_up: FollowUp }
  | { type: 'alert'; alert: Alert }
  /** An event was appended to a session with an open handoff (or one that just ended). */
  | { type: 'session-event'; session_id: string; event: SessionEvent }
  /** Help with the newest customer message of a session that this reader holds; again while a suggestion grows. */
  | { type: 'assist'; assist: Assist }
  /** The server ends the stream: `slow-reader` or `shutdown`. Reconnect with the last id. */
  | { type: 'end'; reason: 'slow-reader' | 'shutdown' };
