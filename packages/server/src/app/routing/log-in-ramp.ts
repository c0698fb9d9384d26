import { DueTimes } from '../staff/due-times.ts';

/*
 * Who comes while many wait is not given all he can hold at once: colleagues come a little later, and they would find
 * nothing while he drowns. In his first minute he may hold one chat, after 2 s two, after 6 s three, after 12, 20, 30,
 * 42 and 56 s one more each. The steps grow so that one who comes later catches up. It is a limit to what he holds,
 * not to how often he is offered something: a slot that becomes free is offered at once. It ends for him as soon as few
 * wait in his departments.
 */

const SECOND = 1_000_000;
const STEP = 2 * SECOND;
const LENGTH = 60 * SECOND;
/** As many as a person holds at once unless he says otherwise: no reason to deal them out slowly. */
export const FEW_WAITING = 5;

/** How many chats he may take a time (microseconds) after he came; null: as many as he can. */
export function chatsAfter(elapsed: number): number | null {
  if (elapsed >= LENGTH) return null;
  return Math.floor((1 + Math.sqrt(1 + (8 * Math.max(0, elapsed)) / STEP)) / 2);
}

/** When, in microseconds since he came, that changes next; null: never. */
export function nextStepAfter(elapsed: number): number | null {
  const chats = chatsAfter(elapsed);
  return chats === null ? null : Math.min(LENGTH, (STEP * chats * (chats + 1)) / 2);
}

interface Coming {
  /** Microseconds since 1970. */
  readonly since: number;
  /** What he held already. */
  readonly held: number;
}

/** The operators in their first minute. */
export class LogInRamp {
  readonly #coming = new Map<string, Coming>();
  readonly #steps = new DueTimes();

  /** When a limit changes next, microseconds since 1970. */
  get nextStep(): number | null {
    return this.#steps.earliest;
  }

  get operators(): Iterable<string> {
    return this.#coming.keys();
  }

  begin(operatorId: string, coming: Coming, now: number): void {
    this.#coming.set(operatorId, coming);
    this.#setStep(operatorId, coming, now);
  }

  end(operatorId: string): void {
    if (this.#coming.delete(operatorId)) this.#steps.set(operatorId, null);
  }

  /** Chats and offers that he may hold; infinite for one who is not in his first minute. */
  limitOf(operatorId: string, now: number): number {
    const coming = this.#coming.get(operatorId);
    return coming === undefined ? Infinity : coming.held + (chatsAfter(now - coming.since) ?? Infinity);
  }

  /** Those whose limit has changed by now. */
  take(now: number): string[] {
    const stepped = this.#steps.take(now, Infinity);
    for (const id of stepped) {
      const coming = this.#coming.get(id);
      if (coming !== undefined) this.#setStep(id, coming, now);
    }
    return stepped;
  }

  #setStep(operatorId: string, coming: Coming, now: number): void {
    const after = nextStepAfter(now - coming.since);
    if (after === null) this.#coming.delete(operatorId);
    this.#steps.set(operatorId, after === null ? null : coming.since + after);
  }
}
