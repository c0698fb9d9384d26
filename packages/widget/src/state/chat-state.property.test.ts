import type { JsonObject, SessionEvent } from '@baton/protocol';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeMessage, makeStatus } from '../testing/make-event.ts';
import { initialState, reduce, type ChatAction, type ChatState } from './chat-state.ts';
import { KEY_FIELD, nextSend } from './outbox.ts';

/** What may happen between a page and its server, one thing at a time. */
type Step =
  | { do: 'write' }
  | { do: 'post' }
  | { do: 'arrive' }
  | { do: 'answer'; lost: boolean }
  | { do: 'retry' }
  | { do: 'other speaks' }
  | { do: 'status' }
  | { do: 'deliver'; count: number }
  | { do: 'reconnect'; back: number }
  | { do: 'stray'; which: number };

const STEP: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'write' }) },
  { weight: 4, arbitrary: fc.constant<Step>({ do: 'post' }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'arrive' }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer' as const), lost: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'retry' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'other speaks' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'status' }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('deliver' as const), count: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reconnect' as const), back: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stray' as const), which: fc.nat(20) }) },
);

/** A page, a server that keeps its promises, and a network between them that keeps none. */
class World {
  state: ChatState = initialState({ id: 'agent', name: 'Ava' });
  readonly log: SessionEvent[] = [];
  readonly written: string[] = [];
  readonly #byKey = new Map<string, SessionEvent>();
  readonly #tellsKeys: boolean;
  #cursor = 0;
  #inFlight: { key: string; text: string; arrived: SessionEvent | null } | null = null;

  constructor(tellsKeys: boolean) {
    this.#tellsKeys = tellsKeys;
  }

  take(step: Step): void {
    switch (step.do) {
      case 'write':
        return this.#write();
      case 'post':
        return this.#post();
      case 'arrive':
        return this.#arrive();
      case 'answer':
        return this.#answer(step.lost);
      case 'retry':
        return this.#dispatch({ type: 'retry' });
      case 'other speaks':
        this.log.push(makeMessage(this.log.length, 'ai_agent', `answer ${this.log.length}`));
        return;
      case 'status':
        this.log.push(makeStatus(this.log.length, 'ai_agent', 'typing'));
        return;
      case 'deliver':
        for (let i = 0; i < step.count; i++) this.#hear(this.log[this.#cursor++]);
        this.#cursor = Math.min(this.#cursor, this.log.length);
        return;
      case 'reconnect':
        this.#cursor = Math.max(0, this.#cursor - step.back);
        return;
      case 'stray':
        this.#hear(this.log[step.which]);
    }
  }

  /** Days later: everything that was on its way has arrived, and the log was read to its end. */
  settle(): void {
    for (let i = 0; i <= this.written.length; i++) {
      for (const step of ['retry', 'post', 'arrive'] as const) this.take({ do: step });
      this.take({ do: 'answer', lost: false });
    }
    this.#cursor = 0;
    this.take({ do: 'deliver', count: this.log.length });
  }

  #write(): void {
    const text = `message ${this.written.length}`;
    const send = { key: `key-${this.written.length}`, text, files: [], at: 0, status: 'queued' } as const;
    this.written.push(text);
    this.#dispatch({ type: 'written', send });
  }

  #post(): void {
    const send = nextSend(this.state.outbox);
    if (send === null || this.#inFlight !== null) return;
    this.#inFlight = { key: send.key, text: send.text, arrived: null };
    this.#dispatch({ type: 'sending', key: send.key });
  }

  #arrive(): void {
    const request = this.#inFlight;
    if (request === null || request.arrived !== null) return;
    const metadata: JsonObject = this.#tellsKeys ? { [KEY_FIELD]: request.key } : {};
    const known = this.#byKey.get(request.key);
    const event = known ?? makeMessage(this.log.length, 'customer', request.text, 'Guest', metadata);
    if (known === undefined) this.log.push(event);
    this.#byKey.set(request.key, event);
    request.arrived = event;
  }

  #answer(lost: boolean): void {
    const request = this.#inFlight;
    if (request === null) return;
    this.#inFlight = null;
    if (lost || request.arrived === null) this.#dispatch({ type: 'failed', key: request.key });
    else this.#dispatch({ type: 'stored', key: request.key, event: request.arrived });
  }

  #hear(event: SessionEvent | undefined): void {
    if (event !== undefined) this.#dispatch({ type: 'event', event, now: 0 });
  }

  #dispatch(action: ChatAction): void {
    this.state = reduce(this.state, action);
  }
}

function shown(state: ChatState): [number, string][] {
  return state.entries.flatMap((entry) => (entry.kind === 'message' ? [[entry.offset, entry.text]] : []));
}

function inLog(log: readonly SessionEvent[]): [number, string][] {
  return log.flatMap((event) =>
    event.kind === 'message' ? [[event.offset, (event.data as { message: string }).message]] : [],
  );
}

describe('any course of events', () => {
  test('H1.1 H1.3 ends in exactly the messages of the log, in the order of their offsets, and each written one is there once', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(STEP, { maxLength: 120 }), (tellsKeys, steps) => {
        const world = new World(tellsKeys);
        for (const step of steps) world.take(step);
        world.settle();
        expect(shown(world.state)).toEqual(inLog(world.log));
        expect(world.state.outbox).toEqual([]);
        const own = world.log.filter((event) => event.source === 'customer');
        expect(inLog(own).map(([, text]) => text)).toEqual(world.written);
      }),
      { numRuns: 1000 },
    );
  });

  test('H1.1 at every moment shows as sent only what the log has, and everything else that was written as pending', () => {
    fc.assert(
      fc.property(fc.array(STEP, { maxLength: 80 }), (steps) => {
        const world = new World(true);
        for (const step of steps) {
          world.take(step);
          const sent = shown(world.state);
          const log = new Map(inLog(world.log));
          expect(sent.every(([offset, text]) => log.get(offset) === text)).toBe(true);
          expect(sent.map(([offset]) => offset)).toEqual(
            [...new Set(sent.map(([offset]) => offset))].toSorted((a, b) => a - b),
          );
          const own = sent.map(([, text]) => text).filter((text) => text.startsWith('message'));
          const pending = world.state.outbox.map((send) => send.text);
          expect([...own, ...pending].toSorted()).toEqual(world.written.toSorted());
        }
      }),
      { numRuns: 500 },
    );
  });
});
