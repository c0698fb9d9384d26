import type { Handoff, HandoffStage, SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { readLog, say, sayAsHuman, textsFrom } from '../testing/conversation.ts';
import {
  MIA,
  TOM,
  askForPerson,
  clientOf,
  heldBy,
  newestOffset,
  refusalOf,
  reply,
} from '../testing/operators.ts';
import { useServer } from '../testing/use-server.ts';
import type { Answer } from '../testing/wire.ts';

const server = useServer();

describe('H6.4 two at once', () => {
  test('C12 of two who accept, exactly one wins and the other is told who holds it', async () => {
    const baton = clientOf(server.current);
    for (let round = 0; round < 10; round++) {
      const handoff = await askForPerson(server.current);
      const outcomes = await Promise.allSettled([
        baton.accept(handoff.id, { operator: MIA }),
        baton.accept(handoff.id, { operator: TOM }),
      ]);
      const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect([won.length, lost.length]).toEqual([1, 1]);
      const { operator } = await baton.readHandoff(handoff.id);
      expect(won[0]?.value.operator).toEqual(operator);
      expect(lost[0]?.reason).toMatchObject({
        status: 409,
        code: 'already-held',
        message: expect.stringContaining(operator?.name ?? ''),
      });
      const accepted = (await readLog(server.current.wire, handoff.session_id)).filter((event) =>
        JSON.stringify(event.data).includes('handoff.accepted'),
      );
      expect(accepted).toHaveLength(1);
    }
  });

  test('H6.4 of ten who accept, exactly one wins', async () => {
    const baton = clientOf(server.current);
    const handoff = await askForPerson(server.current);
    const operators = Array.from({ length: 10 }, (_, index) => ({ id: `op${index}`, name: `Op ${index}` }));
    const outcomes = await Promise.allSettled(
      operators.map((operator) => baton.accept(handoff.id, { operator })),
    );
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  test('H6.4 accepting what one holds already changes nothing', async () => {
    const handoff = await heldBy(server.current, MIA);
    const before = await readLog(server.current.wire, handoff.session_id);
    const again = await clientOf(server.current).accept(handoff.id, { operator: MIA });
    expect(again).toEqual(await clientOf(server.current).readHandoff(handoff.id));
    expect(again.accepted_utc).toBe(handoff.accepted_utc);
    expect(await readLog(server.current.wire, handoff.session_id)).toEqual(before);
  });

  test('H6.4 the customer goes on with the AI while an operator accepts: one of both', async () => {
    const baton = clientOf(server.current);
    for (let round = 0; round < 10; round++) {
      const handoff = await askForPerson(server.current);
      const [accepted, withdrawn] = await Promise.allSettled([
        baton.accept(handoff.id, { operator: MIA }),
        baton.withdraw(handoff.id),
      ]);
      const { stage } = await baton.readHandoff(handoff.id);
      const { mode } = await baton.readSession(handoff.session_id);
      expect([accepted.status, withdrawn.status].toSorted()).toEqual(['fulfilled', 'rejected']);
      expect([stage, mode]).toEqual(
        accepted.status === 'fulfilled' ? ['active', 'manual'] : ['withdrawn', 'auto'],
      );
    }
  });

  test('C12 two operators write at once: exactly one is sent', async () => {
    const baton = clientOf(server.current);
    const handoff = await heldBy(server.current, MIA);
    const seen_offset = await newestOffset(server.current, handoff.session_id);
    const outcomes = await Promise.allSettled(
      [MIA, TOM].map((operator) =>
        baton.reply(handoff.id, { operator, message: `from ${operator.name}`, as: 'operator', seen_offset }),
      ),
    );
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: { status: 409, code: 'not-holder' } });
    expect(textsFrom(await readLog(server.current.wire, handoff.session_id), 'human_agent')).toEqual([
      'from Mia',
    ]);
  });
});

describe('H2.5 a stale view', () => {
  test('C11 a newer customer message refuses the send with what is missing, and stores nothing', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, MIA);
    const seen_offset = await newestOffset(server.current, handoff.session_id);
    const missed = await say(wire, handoff.session_id, 'forget it, I found it');
    const body = {
      operator: MIA,
      message: 'Please send me the number',
      as: 'operator',
      seen_offset,
    } as const;
    const refusal = await refusalOf(clientOf(server.current).reply(handoff.id, body));
    expect([refusal.status, refusal.code]).toEqual([409, 'stale-view']);
    expect(refusal.body['missing_events']).toEqual([missed]);
    expect(textsFrom(await readLog(wire, handoff.session_id), 'human_agent')).toEqual([]);
    const seen = await clientOf(server.current).reply(handoff.id, { ...body, seen_offset: missed.offset });
    expect(seen.data).toMatchObject({ message: 'Please send me the number' });
  });

  test('H2.5 forced, it is sent all the same', async () => {
    const handoff = await heldBy(server.current, MIA);
    await say(server.current.wire, handoff.session_id, 'newer');
    const body = { operator: MIA, message: 'anyway', as: 'operator', seen_offset: -1, force: true } as const;
    expect((await clientOf(server.current).reply(handoff.id, body)).data).toMatchObject({
      message: 'anyway',
    });
  });

  test('H2.5 an answer under the AI’s name is held to the same', async () => {
    const handoff = await heldBy(server.current, MIA);
    await say(server.current.wire, handoff.session_id, 'newer');
    const body = { operator: MIA, message: 'x', as: 'ai', seen_offset: 0 } as const;
    expect((await refusalOf(clientOf(server.current).reply(handoff.id, body))).code).toBe('stale-view');
  });

  test('H2.5 statuses and steps of the handoff make no view stale', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, MIA);
    const log = await readLog(wire, handoff.session_id);
    const seen_offset = log.findLast((event) => event.kind === 'message')?.offset ?? -1;
    await wire.post(`/sessions/${handoff.session_id}/events`, {
      kind: 'status',
      source: 'customer',
      status: 'typing',
    });
    const body = { operator: MIA, message: 'sent', as: 'operator', seen_offset } as const;
    expect((await clientOf(server.current).reply(handoff.id, body)).kind).toBe('message');
  });

  test('H2.5 the same reply twice at once, from two windows: one is sent, the other is stale', async () => {
    const baton = clientOf(server.current);
    const handoff = await heldBy(server.current, MIA);
    const seen_offset = await newestOffset(server.current, handoff.session_id);
    const send = (message: string): Promise<SessionEvent> =>
      baton.reply(handoff.id, { operator: MIA, message, as: 'operator', seen_offset });
    const outcomes = await Promise.allSettled([send('window one'), send('window two')]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({
      reason: { code: 'stale-view' },
    });
  });

  test('H1.3 a reply that is repeated after its answer was lost is one, however stale the view is by then', async () => {
    const baton = clientOf(server.current);
    const handoff = await heldBy(server.current, MIA);
    const seen_offset = await newestOffset(server.current, handoff.session_id);
    const body = { operator: MIA, message: 'once', as: 'operator', seen_offset } as const;
    const first = await baton.reply(handoff.id, body, 'a-key-of-my-own');
    await say(server.current.wire, handoff.session_id, 'in between');
    expect(await baton.reply(handoff.id, body, 'a-key-of-my-own')).toEqual(first);
    await baton.resolve(handoff.id, { operator: MIA, disposition: 'solved' });
    expect(await baton.reply(handoff.id, body, 'a-key-of-my-own')).toEqual(first);
    expect(textsFrom(await readLog(server.current.wire, handoff.session_id), 'human_agent')).toEqual([
      'once',
    ]);
  });
});

describe('what can be done in which stage', () => {
  const STAGES: Readonly<Record<string, () => Promise<Handoff>>> = {
    queued: () => askForPerson(server.current),
    'held by me': () => heldBy(server.current, MIA),
    'held by Tom': () => heldBy(server.current, TOM),
    'held from outside': async () => {
      const handoff = await askForPerson(server.current);
      const participant = { display_name: 'Phone' };
      const body = { kind: 'message', source: 'human_agent', message: 'hi', participant };
      await server.current.wire.post(`/sessions/${handoff.session_id}/events`, body);
      return clientOf(server.current).readHandoff(handoff.id);
    },
    resolved: () => ended((id) => clientOf(server.current).resolve(id, { operator: MIA, disposition: 'x' })),
    returned: () => ended((id) => clientOf(server.current).returnToAi(id, { operator: MIA })),
    withdrawn: async () => clientOf(server.current).withdraw((await askForPerson(server.current)).id),
    callback: async () =>
      clientOf(server.current).chooseCallback((await askForPerson(server.current)).id, {
        address: '+49 30 1',
      }),
  };

  async function ended(end: (id: string) => Promise<Handoff>): Promise<Handoff> {
    return end((await heldBy(server.current, MIA)).id);
  }

  const ACTIONS: Readonly<Record<string, object>> = {
    accept: { operator: MIA },
    messages: { operator: MIA, message: 'x', as: 'operator', seen_offset: -1, force: true },
    notes: { operator: MIA, text: 'x' },
    resolve: { operator: MIA, disposition: 'x' },
    return: { operator: MIA },
    withdraw: {},
    callback: { address: '+49 30 1234' },
    email: { address: 'a@example.com' },
  };
  const ACTION_NAMES = Object.keys(ACTIONS);

  /* One letter an action, in the order above: . done, w wrong-stage, h already-held, n not-holder. */
  const TABLE: readonly [stage: string, outcomes: string][] = [
    ['queued', '.w.ww...'],
    ['held by me', '.....www'],
    ['held by Tom', 'hn.nnwww'],
    ['held from outside', 'hn...www'],
    ['resolved', 'ww.wwwww'],
    ['returned', 'ww.wwwww'],
    ['withdrawn', 'ww.wwwww'],
    ['callback', 'ww.wwwww'],
  ];
  const CODES: Readonly<Record<string, string>> = { w: 'wrong-stage', h: 'already-held', n: 'not-holder' };
  const CASES = TABLE.flatMap(([stage, outcomes]) =>
    ACTION_NAMES.map((action, index) => [stage, action, outcomes[index] ?? ''] as const),
  );

  test.each(CASES)('H3 %s: %s (%s)', async (stage, action, outcome) => {
    const handoff = await STAGES[stage]?.();
    if (handoff === undefined) throw new Error(stage);
    const before = await observe(handoff);
    const answer = await act(handoff, action);
    if (outcome === '.') {
      expect(answer.status).toBeLessThan(300);
      return;
    }
    expect([answer.status, answer.json()['code']]).toEqual([409, CODES[outcome]]);
    expect(answer.detail).toMatch(/\w+ \w+/);
    expect(await observe(handoff)).toEqual(before);
  });

  function act(handoff: Handoff, action: string): Promise<Answer> {
    return server.current.wire.post(`/handoffs/${handoff.id}/${action}`, ACTIONS[action]);
  }

  async function observe(
    handoff: Handoff,
  ): Promise<{ log: SessionEvent[]; stage: HandoffStage; journal: number }> {
    const { stage, journal } = await clientOf(server.current).readHandoff(handoff.id);
    return { log: await readLog(server.current.wire, handoff.session_id), stage, journal: journal.length };
  }
});

describe('H2.2 people who write past the console', () => {
  test('H2.2 a person’s message over REST takes a waiting handoff', async () => {
    const { wire } = server.current;
    const handoff = await askForPerson(server.current);
    await sayAsHuman(wire, handoff.session_id, 'I write from the phone');
    const detail = await clientOf(server.current).readHandoff(handoff.id);
    expect(detail).toMatchObject({ stage: 'active', operator: { id: 'op-mia', name: 'Mia' } });
    expect(detail.first_human_word_utc).not.toBeNull();
  });

  test('H2.2 and one from outside takes what an operator holds, who is told when he writes', async () => {
    const { wire } = server.current;
    const handoff = await heldBy(server.current, TOM);
    await sayAsHuman(wire, handoff.session_id, 'from another system');
    const refusal = await refusalOf(reply(server.current, handoff, TOM, 'mine'));
    expect([refusal.code, refusal.message]).toEqual(['not-holder', expect.stringContaining('Mia')]);
    expect(textsFrom(await readLog(wire, handoff.session_id), 'human_agent')).toEqual([
      'from another system',
    ]);
  });
});
