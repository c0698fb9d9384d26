import type { Handoff, HandoffDetail } from '@baton/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accepted, createSession, handoffStep, post, readLog, say } from '../testing/conversation.ts';
import { KEYED, KEYS, MIA } from '../testing/keyed-server.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { TestServer } from '../testing/start-server.ts';
import type { Wire } from '../testing/wire.ts';

let clock: ManualClock;
let server: TestServer;
let admin: Wire;
let mia: Wire;
beforeAll(async () => {
  clock = new ManualClock();
  server = await TestServer.start({ env: KEYED.env!, internals: { clock } });
  admin = server.wire.as(KEYS.admin);
  mia = server.wire.as(KEYS.operator);
  accepted(await admin.post('/operators', { ...MIA, max_chats: 100 }), 201);
});
afterAll(() => server[Symbol.asyncDispose]());

interface Chat {
  readonly sessionId: string;
  readonly handoffId: string;
}

/** Ways in which an operator's words reach the customer. */
const WAYS: readonly (readonly [way: string, write: (chat: Chat) => Promise<unknown>])[] = [
  [
    'from the console',
    async ({ handoffId, sessionId }) => {
      const seen_offset = (await readLog(mia, sessionId)).at(-1)?.offset ?? -1;
      return accepted(
        await mia.post(`/handoffs/${handoffId}/messages`, { message: 'Hi', as: 'operator', seen_offset }),
      );
    },
  ],
  [
    'over REST with his own key',
    ({ sessionId }) =>
      post(mia, sessionId, {
        kind: 'message',
        source: 'human_agent',
        message: 'Hi',
        participant: { id: MIA.id, display_name: MIA.name },
      }),
  ],
  [
    'over REST by a connector that names him',
    ({ sessionId }) =>
      post(server.wire.as(KEYS.integration), sessionId, {
        kind: 'message',
        source: 'human_agent',
        message: 'Hi',
        participant: { id: MIA.id, display_name: MIA.name },
      }),
  ],
];

/** The same dialogue: asked, accepted after 20 s, first word after 30 s, resolved after two minutes. */
async function play(write: (chat: Chat) => Promise<unknown>): Promise<Record<string, number | null>> {
  const { id: sessionId } = await createSession(admin);
  await say(admin, sessionId, 'hello');
  const { id } = accepted<Handoff>(await admin.post(`/sessions/${sessionId}/handoff`, {}));
  await handoffStep(admin, sessionId, 'handoff.queued');
  clock.advance(20);
  accepted(await mia.post(`/handoffs/${id}/accept`, {}), 200);
  clock.advance(10);
  await write({ sessionId, handoffId: id });
  clock.advance(60);
  await say(admin, sessionId, 'thanks');
  clock.advance(30);
  accepted(await mia.post(`/handoffs/${id}/resolve`, { disposition: 'solved' }), 200);
  const detail = accepted<HandoffDetail>(await mia.get(`/handoffs/${id}`), 200);
  const since = (time: string | null): number | null =>
    time === null ? null : Math.round((Date.parse(time) - Date.parse(detail.requested_utc)) / 1000);
  return {
    queued: since(detail.queued_utc),
    accepted: since(detail.accepted_utc),
    firstHumanWord: since(detail.first_human_word_utc),
    ended: since(detail.ended_utc),
    stretches: detail.stretches.length,
  };
}

describe('H7.4 C18 clocks go by who wrote, never by the way it came', () => {
  const CLOCKS = { queued: 0, accepted: 20, firstHumanWord: 30, ended: 120, stretches: 1 };

  test.each(WAYS)('%s', async (_way, write) => {
    expect(await play(write)).toEqual(CLOCKS);
  });

  test('on the AI’s behalf it is an answer, and no human word', async () => {
    const behalf = async ({ handoffId, sessionId }: Chat): Promise<unknown> => {
      const seen_offset = (await readLog(mia, sessionId)).at(-1)?.offset ?? -1;
      return accepted(
        await mia.post(`/handoffs/${handoffId}/messages`, { message: 'Hi', as: 'ai', seen_offset }),
      );
    };
    expect(await play(behalf)).toEqual({ ...CLOCKS, firstHumanWord: null });
  });
});
