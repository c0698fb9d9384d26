import { setTimeout as delay } from 'node:timers/promises';
import type { BatonClient } from '@baton/client';
import type { SessionEvent } from '@baton/protocol';
import type { Random } from '../../../../server/src/testing/interleaving.ts';
import { WORDS } from '../../../../server/src/testing/scripted-stages.ts';
import type { Ledger } from './ledger.ts';
import { patiently } from './patient-fetch.ts';

const SHORTEST_THOUGHT_MS = 200;
const LONGEST_THOUGHT_MS = 2500;
/** Of a hundred messages, those that ask for a person. */
const PERSONS_PERCENT = 15;
const AGENT = 'agent';

/** A customer's page: it follows its session, and he writes now and then. */
export class CustomerLife {
  /** What his page shows, by offset. */
  readonly shown: Map<number, SessionEvent> = new Map();
  readonly #name: string;
  readonly #client: BatonClient;
  readonly #random: Random;
  readonly #ledger: Ledger;
  #sessionId: string | null = null;

  constructor(name: string, client: BatonClient, random: Random, ledger: Ledger) {
    this.#name = name;
    this.#client = client;
    this.#random = random;
    this.#ledger = ledger;
  }

  /** Null: it never came to be. */
  get sessionId(): string | null {
    return this.#sessionId;
  }

  /** Writes until `talks` aborts; reads until `reads` does. What was begun is sent until it is answered. */
  async live(talks: AbortSignal, reads: AbortSignal): Promise<void> {
    await this.#think(talks);
    const session = await patiently(reads, () =>
      this.#client.createSession({ agent_id: AGENT }, { idempotencyKey: `session-${this.#name}` }),
    );
    if (session === null) return;
    this.#sessionId = session.id;
    this.#ledger.sessionIds.add(session.id);
    await Promise.all([this.#talk(session.id, talks, reads), this.#follow(session.id, reads)]);
  }

  async #talk(sessionId: string, talks: AbortSignal, reads: AbortSignal): Promise<void> {
    for (let count = 0; !talks.aborted; count++) {
      const asks = this.#random.below(100) < PERSONS_PERCENT;
      const text = `${this.#name} says ${count}${asks ? `, ${WORDS.person}` : ''}.`;
      const body = { kind: 'message', source: 'customer', message: text } as const;
      const key = `${this.#name}-${count}`;
      const event = await patiently(reads, () => this.#client.createEvent(sessionId, body, key));
      if (event !== null) this.#ledger.acknowledged.push({ sessionId, writer: this.#name, text, event });
      await this.#think(talks);
    }
  }

  async #follow(sessionId: string, reads: AbortSignal): Promise<void> {
    for await (const update of this.#client.follow(sessionId, 0, reads)) {
      if (update.type !== 'event') continue;
      if (this.shown.has(update.event.offset))
        this.#ledger.faults.push(`${sessionId} was shown offset ${update.event.offset} twice`);
      this.shown.set(update.event.offset, update.event);
    }
  }

  async #think(signal: AbortSignal): Promise<void> {
    const ms = SHORTEST_THOUGHT_MS + this.#random.below(LONGEST_THOUGHT_MS - SHORTEST_THOUGHT_MS);
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }
}
