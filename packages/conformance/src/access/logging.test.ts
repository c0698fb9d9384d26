import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, handoffStep, readLog, say } from '../testing/conversation.ts';
import { KEYED, KEYS } from '../testing/keyed-server.ts';
import { SECRET_FAILURE } from '../testing/scripted-engine.ts';
import { ServerProcess } from '../testing/server-process.ts';

/* The server's own output at its most talkative, after every kind of request that carries something secret. */
describe('W6.3 the server’s log', () => {
  let folder: string;
  let server: ServerProcess;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'baton-log-'));
    server = await ServerProcess.start(join(folder, 'baton.db'), { ...KEYED.env, BATON_LOG_LEVEL: 'trace' });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  test('W6.3 holds no key, no token, no cookie and no word of a conversation', async () => {
    const { wire } = server;
    const admin = wire.as(KEYS.admin);
    const opened = await wire.post('/sessions', { agent_id: 'ava' });
    const [cookie = ''] = (opened.headers.get('set-cookie') ?? '').split(';');
    const token = cookie.slice(cookie.indexOf('=') + 1);
    const { id } = opened.json<{ id: string }>();
    await say(wire.as(token), id, 'my card number is 4111-1111');
    await wire.with({ cookie }).get(`/sessions/${id}`);
    await wire.get(`/t/${token}/sessions/${id}`);
    await wire.get(`/t/${KEYS.operator}/handoffs`);
    await wire.post('/identity', { key: KEYS.integration });
    await wire.as('mistyped-secret-0123456789').get('/sessions');
    await wire.get('/t/mistyped-path-0123456789/sessions');
    await admin.post('/sessions', '{"agent_id":"broken-body-9f2c');
    await admin.get('/sessions/none?wait=query-9f2c');
    const session = await createSession(admin);
    await say(admin, session.id, 'fail the turn, card 4111-1111');
    await handoffStep(admin, session.id, 'handoff.queued');
    expect(await readLog(admin, session.id)).not.toEqual([]);

    const { output } = server;
    for (const secret of [...Object.values(KEYS), token, 'mistyped', '4111', 'broken-body', 'query-9f2c']) {
      expect(output).not.toContain(secret);
    }
  });

  test('W4.4 holds what made a turn fail, which nobody else is told', async () => {
    expect(server.output).toContain('an AI turn failed');
    expect(server.output).toContain(SECRET_FAILURE);
  });
});
