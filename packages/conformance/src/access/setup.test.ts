import { expect, test } from 'vitest';
import { KEYED, KEYS, MIA } from '../testing/keyed-server.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => KEYED);

test.each([
  ['POST', '/articles', { title: 'Refunds', body: 'Within a week.' }, 201],
  ['PATCH', `/agents/${AGENT.id}/triggers`, { thresholds: { confidence: 0.3 } }, 200],
  ['PUT', `/agents/${AGENT.id}/widget`, { opening_message: 'Hello' }, 200],
  ['POST', '/canned-replies', { shortcut: 'hi', title: 'Hi', text: 'Hi!' }, 201],
])('W6 %s %s is for operators who are leads', async (method, path, body, done) => {
  const { wire } = server.current;
  const admin = wire.as(KEYS.admin);
  const mia = wire.as(KEYS.operator);
  await mia.post('/operators/me/heartbeat', {});
  expect((await admin.patch(`/operators/${MIA.id}`, { lead: true })).status).toBe(200);
  expect((await mia.send(method, path, body)).status).toBe(done);
  expect((await wire.as(KEYS.colleague).send(method, path, body)).status).toBe(403);
});
