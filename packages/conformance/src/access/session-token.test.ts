import { ParlantClient } from 'parlant-client';
import { expect, test } from 'vitest';
import { createSession, say, turnsEnded } from '../testing/conversation.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
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

test('W6 a token for a session that is not there is refused', async () => {
  const answer = await server.current.wire.as(KEYS.admin).post('/sessions/none/token', undefined);
  expect(answer.status).toBe(404);
});
