import { describe, expect, test } from 'vitest';
import { CLIENT_VERSIONS } from '../testing/published-clients.ts';
import { AGENT } from '../testing/start-server.ts';
import { useServer } from '../testing/use-server.ts';

const KEY = 'integration-secret-1234';
const server = useServer(() => ({ env: { BATON_API_KEYS: `integration:shop:${KEY}` } }));

describe.each(CLIENT_VERSIONS)('W3.1 parlant-client $version with a token in its address', ({ connect }) => {
  test('W3.1 works behind /t/<token>', async () => {
    const client = connect(`${server.current.url}/t/${KEY}`);
    const session = await client.sessions.create({ agentId: AGENT.id, customerId: 'prefixed' });
    const event = await client.sessions.createEvent(session.id, {
      kind: 'message',
      source: 'customer',
      message: 'hi',
    });
    expect(await client.sessions.listEvents(session.id, { source: 'customer', waitForData: 5 })).toEqual([
      event,
    ]);
    expect(await client.sessions.list({ customerId: 'prefixed' })).toContainEqual(session);
    await client.sessions.delete(session.id);
  });

  test('W3.1 a token that is not known is 401 for every method', async () => {
    const client = connect(`${server.current.url}/t/wrong-token`);
    await expect(client.sessions.create({ agentId: AGENT.id })).rejects.toMatchObject({ statusCode: 401 });
    await expect(client.sessions.list({})).rejects.toMatchObject({ statusCode: 401 });
    await expect(client.agents.create({ name: 'x' })).rejects.toMatchObject({ statusCode: 401 });
  });
});
