import { setTimeout as delay } from 'node:timers/promises';
import { RequestError } from '@baton/client';
import type { BatonClient, StaffClient } from '@baton/client';
import type { Handoff, SessionEvent } from '@baton/protocol';
import { ConsoleBoard } from '../../../../server/src/testing/console-board.ts';
import type { Random } from '../../../../server/src/testing/interleaving.ts';
import type { Ledger } from './ledger.ts';
import { patiently } from './patient-fetch.ts';

const HEARTBEAT_MS = 2000;
const LOOK_MS = 60;
const LONGEST_STEP_MS = 700;
/** Of a hundred offers. */
const DECLINED_PERCENT = 10;
const PASSED_OVER_PERCENT = 5;
/** Of a hundred stretches, those that go back to the AI instead of an end. */
const RETURNED_PERCENT = 30;
const MOST_REPLIES = 3;

/** An operator at his console: he takes what he is offered, answers and ends it. */
export class OperatorLife {
  readonly id: string;
  /** What his screen shows. */
  readonly board: ConsoleBoard = new ConsoleBoard();
  readonly #client: BatonClient;
  readonly #staff: StaffClient;
  readonly #random: Random;
  readonly #ledger: Ledger;
  /** What he works on just now. */
  readonly #hands = new Map<string, Promise<void>>();
  #replies = 0;

  constructor(id: string, client: BatonClient, staff: StaffClient, random: Random, ledger: Ledger) {
    this.id = id;
    this.#client = client;
    this.#staff = staff;
    this.#random = random;
    this.#ledger = ledger;
  }

  /** Works until `works` aborts, and looks at his screen until `looks` does. */
  async live(works: AbortSignal, looks: AbortSignal): Promise<void> {
    await Promise.all([this.#follow(looks), this.#stayPresent(looks), this.#work(works, looks)]);
    await Promise.all(this.#hands.values());
  }

  async #follow(looks: AbortSignal): Promise<void> {
    for await (const update of this.#client.stream(looks, { operator: this.id })) {
      if (update.type !== 'frame') continue;
      const { frame, cursor } = update;
      // A node that ends says so, and its readers go on with another one.
      if (frame.type === 'end') continue;
      this.board.apply({
        frames: [{ id: cursor ?? '', type: frame.type, data: JSON.stringify(frame) }],
        cursor: cursor ?? '',
      });
    }
  }

  async #stayPresent(looks: AbortSignal): Promise<void> {
    let here = false;
    while (!looks.aborted) {
      const presence = await patiently(looks, () =>
        here ? this.#staff.heartbeat(this.id) : this.#staff.setPresence(this.id, 'available'),
      );
      if (presence !== null && here && presence.status !== 'available')
        this.#ledger.countAct('was taken for gone');
      here = presence?.status === 'available';
      if (here) await this.#pause(looks, HEARTBEAT_MS);
    }
  }

  async #work(works: AbortSignal, looks: AbortSignal): Promise<void> {
    while (!works.aborted) {
      for (const handoff of this.board.handoffs.values()) {
        const act = this.#actOn(handoff, looks);
        if (act === null || this.#hands.has(handoff.id)) continue;
        const done = act().finally(() => this.#hands.delete(handoff.id));
        this.#hands.set(handoff.id, done);
      }
      await this.#pause(works, LOOK_MS);
    }
  }

  #actOn(handoff: Handoff, looks: AbortSignal): (() => Promise<void>) | null {
    if (handoff.stage === 'offered' && handoff.offer?.operator.id === this.id)
      return () => this.#answerOffer(handoff, looks);
    if (handoff.stage === 'active' && handoff.operator?.id === this.id)
      return () => this.#serve(handoff, looks);
    return null;
  }

  async #answerOffer({ id }: Handoff, looks: AbortSignal): Promise<void> {
    await this.#pause(looks, this.#random.below(LONGEST_STEP_MS));
    const drawn = this.#random.below(100);
    if (drawn < PASSED_OVER_PERCENT) {
      this.#ledger.countAct('let an offer pass');
      await this.#until(looks, id, ({ stage }) => stage !== 'offered');
    } else if (drawn < PASSED_OVER_PERCENT + DECLINED_PERCENT) {
      await this.#act('decline', looks, () => this.#client.decline(id, this.#me));
      await this.#until(looks, id, ({ offer }) => offer?.operator.id !== this.id);
    } else {
      await this.#act('accept', looks, () => this.#client.accept(id, this.#me));
      await this.#until(looks, id, ({ stage }) => stage !== 'offered');
    }
  }

  async #serve({ id, session_id }: Handoff, looks: AbortSignal): Promise<void> {
    const count = 1 + this.#random.below(MOST_REPLIES);
    for (let each = 0; each < count && this.#holds(id); each++) {
      await this.#pause(looks, this.#random.below(LONGEST_STEP_MS));
      await this.#reply(id, session_id, looks);
    }
    await this.#pause(looks, this.#random.below(LONGEST_STEP_MS));
    if (this.#random.below(100) < RETURNED_PERCENT)
      await this.#act('return', looks, () => this.#client.returnToAi(id, this.#me));
    else
      await this.#act('resolve', looks, () =>
        this.#client.resolve(id, { ...this.#me, disposition: 'solved', seen_offset: this.#seen(session_id) }),
      );
    await this.#until(looks, id, () => !this.#holds(id));
  }

  async #reply(id: string, sessionId: string, looks: AbortSignal): Promise<void> {
    const text = `${this.id} writes ${this.#replies++}.`;
    let seen_offset = this.#seen(sessionId);
    const event = await this.#act('reply', looks, async () => {
      for (;;) {
        try {
          const body = { ...this.#me, message: text, as: 'operator', seen_offset } as const;
          return await this.#client.reply(id, body, `${text} ${seen_offset}`);
        } catch (error) {
          // Where somebody has written meanwhile he is shown what, and sends it all the same.
          seen_offset = Math.max(...missingOffsets(error));
        }
      }
    });
    if (event !== null) this.#ledger.acknowledged.push({ sessionId, writer: this.id, text, event });
  }

  /** Null when it is refused because things have changed, or never answered. */
  async #act<T>(name: string, looks: AbortSignal, send: () => Promise<T>): Promise<T | null> {
    try {
      const done = await patiently(looks, send);
      this.#ledger.countAct(name);
      return done;
    } catch (error) {
      if (!(error instanceof RequestError) || error.status !== 409)
        this.#ledger.faults.push(`${this.id} could not ${name}: ${String(error)}`);
      this.#ledger.countAct(`${name} refused`);
      return null;
    }
  }

  get #me(): { operator: { id: string; name: string } } {
    return { operator: { id: this.id, name: this.id } };
  }

  #holds(id: string): boolean {
    const handoff = this.board.handoffs.get(id);
    return handoff?.stage === 'active' && handoff.operator?.id === this.id;
  }

  #seen(sessionId: string): number {
    return Math.max(-1, ...(this.board.seen.get(sessionId) ?? []));
  }

  /** Until the screen shows it, for at most a few seconds: what was done may be shown later. */
  async #until(looks: AbortSignal, id: string, done: (handoff: Handoff) => boolean): Promise<void> {
    for (const end = performance.now() + 5000; performance.now() < end && !looks.aborted;) {
      const handoff = this.board.handoffs.get(id);
      if (handoff === undefined || done(handoff)) return;
      await this.#pause(looks, LOOK_MS);
    }
  }

  async #pause(signal: AbortSignal, ms: number): Promise<void> {
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }
}

/** What the one who replied had not seen, where that is why he was refused (H2.5); throws any other error. */
function missingOffsets(error: unknown): number[] {
  if (!(error instanceof RequestError) || error.code !== 'stale-view') throw error;
  return (error.body['missing_events'] as SessionEvent[]).map(({ offset }) => offset);
}
