import { expect, test } from 'vitest';
import { z } from 'zod';
import { CustomerChat } from '../testing/customer-chat.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import type { AgentAuthor } from './author.ts';
import { currentAgent, currentCustomer, currentSession } from './current-session.ts';
import { Server } from './server.ts';
import { tool } from './tool.ts';

function start(folder: TempFolder, author?: (server: AgentAuthor) => Promise<void>): Promise<Server> {
  const options = {
    port: 0,
    host: '127.0.0.1',
    database: `sqlite:${folder.join('baton.db')}`,
    env: { BATON_LOG_LEVEL: 'silent' },
  };
  return Server.start(options, author);
}

test('agents are created before it listens and while it runs, by one author', async () => {
  using folder = new TempFolder();
  await using server = await start(folder, async (author) => {
    await author.createAgent({ name: 'Ada' });
    await author.createCustomer({ name: 'Jo' });
  });
  await server.createAgent({ name: 'Ben' });
  expect((await server.listAgents()).map(({ name }) => name)).toEqual(['Ada', 'Ben']);
  await expect(server.createAgent({ name: 'Ada' })).rejects.toThrow(/id of its own/);
  await expect(server.createCustomer({ name: 'Jo' })).rejects.toThrow(/id of its own/);
});

test('what an author throws ends the start', async () => {
  using folder = new TempFolder();
  const starting = start(folder, async (author) => {
    await author.createAgent({ name: ' ' });
  });
  await expect(starting).rejects.toThrow('The name must not be empty');
  await using again = await start(folder);
  expect(await again.listAgents()).toEqual([]);
});

test('a tool knows for whom it is called, and what it keeps outlives the process', async () => {
  using folder = new TempFolder();
  const author = async (server: AgentAuthor): Promise<void> => {
    const agent = await server.createAgent({ name: 'Ada' });
    await server.createCustomer({ name: 'Jo', id: 'jo' });
    const visits = await agent.createVariable({ name: 'visits' });
    const note = tool({
      name: 'note_visit',
      description: 'Notes a visit.',
      parameters: z.object({}),
      run: async () => {
        await visits.setValue('once', currentCustomer());
        await currentSession().labels.add('visited');
        await currentSession().update({ title: `A visit to ${currentAgent().name}` });
        return { data: `You are ${currentCustomer().name}, and I have noted your visit.` };
      },
    });
    await agent.createGuideline({
      condition: 'The customer comes for a visit',
      action: 'Note it',
      tools: [note],
      examples: ['I am here for a visit', 'I come to visit you', 'my visit'],
    });
  };
  let sessionId = '';
  {
    await using server = await start(folder, author);
    const agent = await server.findAgent('Ada');
    const chat = await CustomerChat.open(server.url, agent!.id, 'jo');
    sessionId = chat.sessionId;
    const turn = await chat.say('I am here for a visit');
    expect(turn.tools).toEqual(['built-in:note_visit']);
    expect(turn.messages.join()).toContain('You are Jo, and I have noted your visit.');
  }
  await using again = await start(folder, author);
  const agent = await again.findAgent('Ada');
  const session = await again.getSession(sessionId);
  expect(await session.read()).toMatchObject({ agentId: agent!.id, title: 'A visit to Ada' });
  expect(await session.labels.all()).toEqual(['visited']);
  expect(() => currentSession()).toThrow(/no current session/);
});

test('a retriever looks things up for its own agent’s customers alone', async () => {
  using folder = new TempFolder();
  const asked: string[] = [];
  await using server = await start(folder, async (author) => {
    for (const name of ['Ada', 'Ben']) {
      const agent = await author.createAgent({ name });
      agent.attachRetriever(async (context) => {
        asked.push(`${name} for ${context.agent.name}: ${context.latest?.text}`);
        return null;
      });
    }
    await author.createAgent({ name: 'Eve' });
  });
  for (const name of ['Ben', 'Ada', 'Eve']) {
    const agent = await server.findAgent(name);
    const chat = await CustomerChat.open(server.url, agent!.id);
    await chat.say(`Hello ${name}`);
  }
  expect(asked).toEqual(['Ben for Ben: Hello Ben', 'Ada for Ada: Hello Ada']);
});

test('an agent speaks when it is told to', async () => {
  using folder = new TempFolder();
  await using server = await start(folder);
  const agent = await server.createAgent({ name: 'Ada' });
  const chat = await CustomerChat.open(server.url, agent.id);
  const { messages } = await chat.say('Hello');
  expect(messages).toHaveLength(1);
  const offset = await agent.utter(chat.sessionId, ['Tell the customer that the repair is done']);
  expect(offset).toBeGreaterThan(0);
  const session = await server.getSession(chat.sessionId);
  await session.update({ mode: 'manual' });
  expect(await agent.utter(session, ['Say that a colleague is here'])).toBeGreaterThan(offset ?? 0);
});
