import type { SessionEvent } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { createSession, logUntil, readLog, say, sayAsHuman, textsFrom } from '../testing/conversation.ts';
import { Gate } from '../testing/gate.ts';
import { MIA, clientOf, reply } from '../testing/operators.ts';
import { CLIENT_VERSIONS } from '../testing/published-clients.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
/** The older one cannot name who writes. */
const { connect } = CLIENT_VERSIONS[0] ?? expect.fail('a client is published');
const BY_MIA = { message: 'Mia here', participant: { id: 'op-mia', displayName: 'Mia' } };

/** Every way by which a person can come to speak. */
const ROUTES: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  'REST, by the name of a person': (id) => sayAsHuman(server.current.wire, id, 'Mia here'),
  'REST, by somebody without an id': (id) =>
    server.current.wire.post(`/sessions/${id}/events`, {
      kind: 'message',
      source: 'human_agent',
      message: 'Somebody here',
      participant: { display_name: 'Somebody' },
    }),
  'mode manual, then REST': async (id) => {
    await server.current.wire.patch(`/sessions/${id}`, { mode: 'manual' });
    await sayAsHuman(server.current.wire, id, 'Mia here');
  },
  'a takeover from the console': async (id) => {
    const handoff = await clientOf(server.current).takeOver(id, { operator: MIA });
    await reply(server.current, handoff, MIA, 'Mia here');
  },
  'an accepted handoff': async (id) => {
    const baton = clientOf(server.current);
    const handoff = await baton.requestHandoff(id);
    await baton.accept(handoff.id, { operator: MIA });
    await reply(server.current, handoff, MIA, 'Mia here');
  },
  'a reply on behalf of the AI by who holds it': async (id) => {
    const handoff = await clientOf(server.current).takeOver(id, { operator: MIA });
    await reply(server.current, handoff, MIA, 'It is on its way.', 'ai');
  },
  "Parlant's client": (id) =>
    connect(server.current.url).sessions.createEvent(id, {
      ...BY_MIA,
      kind: 'message',
      source: 'human_agent',
    }),
};

const spokenByAi = (log: readonly SessionEvent[]): string[] => textsFrom(log, 'ai_agent');

describe.each(Object.keys(ROUTES))('H2.2 after a person has written by %s', (route) => {
  test('the AI says nothing, whatever the customer writes', async () => {
    const { wire, context } = server.current;
    const { id } = await createSession(wire);
    await say(wire, id, 'before');
    await logUntil(wire, id, (log) => spokenByAi(log).includes('Reply to: before'));
    await context.turns.idle();
    await ROUTES[route]?.(id);
    const said = spokenByAi(await readLog(wire, id)).length;
    for (const text of ['hello?', 'are you there?', 'hello?']) await say(wire, id, text);
    await context.turns.idle();
    const log = await readLog(wire, id);
    expect(spokenByAi(log)).toHaveLength(said);
    expect((await clientOf(server.current).readSession(id)).mode).toBe('manual');
  });

  test('what the AI was about to say is not said', async () => {
    const { wire, engine, context } = server.current;
    const gate = new Gate();
    engine.on(`slow ${route}`, { gate });
    const { id } = await createSession(wire);
    await say(wire, id, `slow ${route}`);
    await gate.reached;
    await ROUTES[route]?.(id);
    gate.open();
    await context.turns.idle();
    const log = await readLog(wire, id);
    expect(spokenByAi(log).filter((text) => text.startsWith('Reply to'))).toEqual([]);
  });
});
