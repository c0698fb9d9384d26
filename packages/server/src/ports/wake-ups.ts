/**
 * Port: tells waiting readers that a session's log has grown. Carries no data: a reader that is woken reads
 * from its own offset, and one that is woken for nothing goes back to sleep. Register before reading, else an
 * event between the read and the registration is missed.
 */
export interface WakeUps {
  /** Calls `wake` after every change of the session until `cancel` is called. */
  subscribe(sessionId: string, wake: () => void): Subscription;
  /** Calls `wake` with the id of every session that changed: for feeds across sessions. */
  subscribeAll(wake: WakeAll): Subscription;
  /** `handoffId`: the handoff that changed too; null when none did. */
  notify(sessionId: string, handoffId: string | null, from?: WrittenFrom): void;
  /** Some changes may have been missed: wakes the readers of every session, some hundred at a time. */
  notifyAll(): void;
}

/** Whether this process wrote the change, or another node. */
export type WrittenFrom = 'here' | 'elsewhere';

export type WakeAll = (sessionId: string, handoffId: string | null, from: WrittenFrom) => void;

export interface Subscription {
  cancel(): void;
}
