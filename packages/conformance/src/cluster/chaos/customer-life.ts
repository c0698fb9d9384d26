import { setTimeout as delay } from 'node:timers/promises';
import type { BatonClient } from '@baton/client';
import type { MessageData, SessionEvent } from '@baton/protocol';
import type { Random } from '../../../../server/src/testing/interleaving.ts';
import { WORDS } from '../../../../server/src/testing/scripted-stages.ts';
import type { Ledger } from './ledger.ts';
import { patiently } from './patient-fetch.ts';

const SHORTEST_THOUGHT_MS = 200;
const LONGEST_THOUGHT_MS = 2500;
const ASK_AGAIN_MS = 100;
/** Of a hundred messages, those that ask for a person. */
const PERSONS_PERCENT = 15;
/** Agents of the nodes: one says its answers whole, the other while it writes them. */
const AGENTS = ['agent', 'writing-agent'] as const;

/** A customer's page: it follows its session, and he writes now and then. */
export class CustomerLife {
  /** What his page shows, by offset. */
  readonly shown: Map<number, SessionEvent> = new Map();
  readonly #name: string;
  readonly #client: BatonClient;
  readonly #random: Random;
  readonly #ledger: Ledger;
  readonly #growing = new Set<Promise<void>>();
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
    const agent_id = AGENTS[this.#random.below(AGENTS.length)] ?? AGENTS[0];
    const session = await patiently(reads, () =>
      this.#client.createSession({ agent_id }, { idempotencyKey: `session-${this.#name}` }),
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
      if (isGrowing(update.event)) this.#growing.add(this.#grow(sessionId, update.event, reads));
    }
    await Promise.all(this.#growing);
  }

  /** A message that is shown while it is written, until it is complete. */
  async #grow(sessionId: string, { id, offset }: SessionEvent, reads: AbortSignal): Promise<void> {
    for (let growing = true; growing && !reads.aborted;) {
      try {
        for await (const event of this.#client.followMessage(sessionId, id, reads)) {
          this.shown.set(offset, event);
          growing = isGrowing(event);
        }
      } catch {
        // The connection broke off: it is asked for again.
      }
      if (growing) await delay(ASK_AGAIN_MS, undefined, { signal: reads }).catch(() => undefined);
    }
  }

  async #think(signal: AbortSignal): Promise<void> {
    const ms = SHORTEST_THOUGHT_MS + this.#random.below(LONGEST_THOUGHT_MS - SHORTEST_THOUGHT_MS);
    await delay(ms, undefined, { signal }).catch(() => undefined);
  }
}

/** Whether a message is still being written: its pieces then do not end with null. */
function isGrowing(event: SessionEvent): boolean {
  if (event.kind !== 'message') return false;
  const { chunks } = event.data as unknown as MessageData;
  return chunks !== undefined && chunks.at(-1) !== null;
}
