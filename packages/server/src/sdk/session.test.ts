import { describe, expect, test } from 'vitest';
import { findCustomer } from '../app/find-customer.ts';
import { runAs } from '../engine/current.ts';
import { makeSession } from '../testing/make.ts';
import { memoryAuthor } from '../testing/memory-author.ts';
import type { MemoryAuthor } from '../testing/memory-author.ts';
import { currentAgent, currentCustomer, currentSession } from './current-session.ts';
import { Session } from './session.ts';

async function openSession(): Promise<MemoryAuthor & { session: Session }> {
  const memory = await memoryAuthor();
  const agent = await memory.author.createAgent({ name: 'Ada', id: 'ada' });
  await memory.app.sessions.createSession(
    makeSession('s', { agentId: agent.id, metadata: { order: 7 }, labels: ['new'] }),
  );
  return { ...memory, session: new Session(memory.app, 's') };
}

describe('Session', () => {
  test('changes what is given and nothing else', async () => {
    const { session, author } = await openSession();
    const jo = await author.createCustomer({ name: 'Jo' });
    const ben = await author.createAgent({ name: 'Ben' });
    await session.update({ customer: jo, agent: ben, title: 'A change' });
    expect(await session.read()).toMatchObject({
      customerId: jo.id,
      agentId: ben.id,
      title: 'A change',
      metadata: { order: 7 },
      labels: ['new'],
      control: { mode: 'auto' },
    });
  });

  test('a change of mode is a change of control', async () => {
    const { session } = await openSession();
    const { epoch } = (await session.read()).control;
    await session.update({ mode: 'manual' });
    expect((await session.read()).control).toMatchObject({ mode: 'manual' });
    expect((await session.read()).control.epoch).toBeGreaterThan(epoch);
    await session.update({ mode: 'auto' });
    expect((await session.read()).control).toMatchObject({ mode: 'auto' });
  });

  test('metadata and labels', async () => {
    const { session } = await openSession();
    await session.metadata.set({ seat: { row: 4 } });
    expect(await session.metadata.get('seat')).toEqual({ row: 4 });
    expect(await session.metadata.all()).toEqual({ order: 7, seat: { row: 4 } });
    await session.metadata.unset('order');
    expect(await session.metadata.get('order')).toBeNull();
    expect(await session.metadata.get('toString')).toBeNull();
    await session.labels.add('urgent', 'new');
    expect((await session.labels.all()).toSorted()).toEqual(['new', 'urgent']);
    await session.labels.remove('new');
    expect(await session.labels.all()).toEqual(['urgent']);
  });

  test('an unknown agent, a long title and a deleted session are refused', async () => {
    const { session, app } = await openSession();
    await expect(session.update({ agent: 'nobody' })).rejects.toThrow('There is no agent nobody');
    await expect(session.update({ title: 'x'.repeat(201) })).rejects.toThrow(TypeError);
    await app.sessions.deleteSessions(['s']);
    await expect(session.update({ title: 'x' })).rejects.toThrow('There is no session s');
    await expect(session.metadata.all()).rejects.toThrow('There is no session s');
  });
});

describe('for whom a function is called', () => {
  test('is known in it and in what it awaits, and nowhere else', async () => {
    const { app, behaviours, session } = await openSession();
    const record = await session.read();
    const agent = await app.directory.readAgent('ada');
    const customer = await findCustomer(app.directory, record.customerId);
    const seen = await runAs({ app, behaviours, session: record, agent: agent!, customer }, async () => {
      await currentSession().metadata.set({ seen: true });
      return [currentSession().id, currentAgent().id, currentCustomer().name];
    });
    expect(seen).toEqual(['s', 'ada', 'Guest']);
    expect(await session.metadata.get('seen')).toBe(true);
    for (const ask of [currentSession, currentAgent, currentCustomer]) {
      expect(() => ask()).toThrow(/no current session/);
    }
  });

  test('speaking in the own turn’s session is refused: it would end that turn', async () => {
    const { app, behaviours, session, started } = await openSession();
    const record = await session.read();
    const agent = await app.directory.readAgent('ada');
    const customer = await findCustomer(app.directory, record.customerId);
    const speaking = runAs({ app, behaviours, session: record, agent: agent!, customer }, () =>
      currentAgent().utter(currentSession(), ['Say hello']),
    );
    await expect(speaking).rejects.toThrow(/emitMessage/);
    expect(started).toEqual([]);
  });
});
