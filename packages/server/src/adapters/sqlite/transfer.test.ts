import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newEvent } from '../../core/log/new-event.ts';
import { seeded } from '../../testing/seeded.ts';
import type { SessionWrite } from '../../ports/session-store.ts';
import { packOperation, unpackOperation } from './transfer.ts';

const EVENT = newEvent('message', 'customer', 'trace', { message: 'Hi' }, { page: '/' });

const WRITE: fc.Arbitrary<SessionWrite> = fc
  .constantFrom<SessionWrite['events']>(
    [EVENT],
    [EVENT],
    [],
    [EVENT, EVENT],
    [{ ...EVENT, attachments: ['a'] }],
  )
  .chain((events) =>
    fc
      .constantFrom<Omit<SessionWrite, 'sessionId' | 'events'>>(
        {},
        { guard: { revision: 0 } },
        { guard: { revision: 7 } },
        { guard: {} },
        { guard: { epoch: 1 } },
        { guard: { revision: 7, epoch: 1 } },
        { idempotency: { key: 'k', fingerprint: 'f' } },
        { guard: { revision: 7 }, idempotency: { key: 'k', fingerprint: 'f' } },
        { patch: { answered: 'all' } },
      )
      .map((more) => ({ sessionId: 's', events, ...more })),
  );

test('nothing of a write is lost on its way to the writer', () => {
  let packed = 0;
  fc.assert(
    fc.property(WRITE, fc.nat(), (write, at) => {
      const operation = { op: 'commit', at, write } as const;
      const sent = packOperation(operation);
      if (Array.isArray(sent)) packed++;
      expect(unpackOperation(structuredClone(sent))).toEqual(operation);
    }),
    seeded(1000),
  );
  expect(packed).toBeGreaterThan(10);
});
