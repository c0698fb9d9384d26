import type { WidgetSettings } from '@baton/protocol';
import { expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer(() => KEYED);
const PATH = `/agents/${AGENT.id}/widget`;

async function read(): Promise<WidgetSettings> {
  return accepted<WidgetSettings>(await server.current.wire.get(PATH), 200);
}

test('anybody may read how a chat is shown; the company sets it', async () => {
  const before = await read();
  expect(before).toMatchObject({
    agent: { id: AGENT.id, name: AGENT.name },
    opening_message: null,
    person_button: true,
    attachments: true,
  });
  expect(before.attachment_limit).toBeGreaterThan(0);
  expect(before.attachment_types).toContain('image/png');

  const admin = server.current.wire.as(KEYS.admin);
  const set = { opening_message: 'Ask me about orders.', person_button: false };
  expect((await admin.send('PUT', PATH, set)).json()).toMatchObject(set);
  expect(await read()).toMatchObject({ ...set, attachments: true });

  // What is left out is the default again: PUT says all of it.
  accepted(await admin.send('PUT', PATH, { attachments: false }), 200);
  expect(await read()).toMatchObject({ opening_message: null, person_button: true, attachments: false });
});

test('customers and operators do not set it, and nobody sets what is no setting', async () => {
  const { wire } = server.current;
  expect((await wire.send('PUT', PATH, {})).status).toBe(401);
  expect((await wire.as(KEYS.operator).send('PUT', PATH, {})).status).toBe(403);
  const admin = wire.as(KEYS.integration);
  expect((await admin.send('PUT', PATH, { opening_message: ' ' })).status).toBe(422);
  expect((await admin.send('PUT', PATH, { opening_message: 'x'.repeat(2001) })).status).toBe(422);
  expect((await admin.send('PUT', '/agents/none/widget', {})).status).toBe(404);
  expect((await wire.get('/agents/none/widget')).status).toBe(404);
});

test('they go with their agent', async () => {
  const admin = server.current.wire.as(KEYS.admin);
  const agent = { id: 'short-lived', name: 'Kim' };
  accepted(await admin.post('/agents', agent));
  accepted(await admin.send('PUT', '/agents/short-lived/widget', { person_button: false }), 200);
  expect((await admin.delete('/agents/short-lived')).status).toBe(204);
  accepted(await admin.post('/agents', agent));
  expect((await admin.get('/agents/short-lived/widget')).json()).toMatchObject({ person_button: true });
});
