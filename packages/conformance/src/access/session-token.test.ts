import { ParlantClient } from 'parlant-client';
import { expect, test } from 'vitest';
import { createSession, say, turnsEnded } from '../testing/conversation.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => KEYED);

test('W6 a token that the company asks for lets a published client be the customer of one session', async () => {
  const company = server.current.wire.as(KEYS.integration);
  const session = await createSession(company);
  const other = await createSession(company);
  const answer = await company.post(`/sessions/${session.id}/token`, undefined);
  expect(answer.status).toBe(201);
  const { token, base_path: base } = answer.json<{ token: string; base_path: string }>();
  expect(base).toBe(`/t/${token}`);

  const client = new ParlantClient({ environment: server.current.url + base });
  await client.sessions.createEvent(session.id, { kind: 'message', source: 'customer', message: 'hello' });
  expect((await client.sessions.retrieve(session.id)).id).toBe(session.id);
  await expect(client.sessions.retrieve(other.id)).rejects.toMatchObject({ statusCode: 403 });
  await say(company, session.id, 'and from the company');
  await turnsEnded(company, session.id);
});

test('W6 a path with a slash too many keeps its token', async () => {
  const session = await createSession(server.current.wire.as(KEYS.integration));
  const { token } = (
    await server.current.wire.as(KEYS.admin).post(`/sessions/${session.id}/token`, undefined)
  ).json<{ token: string }>();
  const answer = await server.current.wire.get(`/t/${token}/sessions/${session.id}/`);
  expect(answer.status).toBe(307);
  expect(answer.headers.get('location')).toBe(`/t/${token}/sessions/${session.id}`);
});

test('W6 a stranger cannot file his session under labels of the company', async () => {
  const opened = await server.current.wire.post('/sessions', {
    agent_id: AGENT.id,
    labels: ['vip'],
    metadata: { fraud_score: 0 },
  });
  const { id } = opened.json<{ id: string }>();
  const seen = await server.current.wire.as(KEYS.admin).get(`/sessions/${id}`);
  expect(seen.json()).toMatchObject({ labels: [], metadata: {} });
});

test('W6 a token for a session that is not there is refused', async () => {
  const answer = await server.current.wire.as(KEYS.admin).post('/sessions/none/token', undefined);
  expect(answer.status).toBe(404);
});
