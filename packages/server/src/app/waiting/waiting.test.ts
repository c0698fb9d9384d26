import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HandoffEventData } from '@baton/protocol';
import { DESK_TEXTS } from '../../core/handoff/texts/texts-in.ts';
import { findPromiseOfNow } from '../../core/nlp/transfer-promise/find-promise-of-now.ts';
import { openMemory } from '../../testing/open-memory.ts';
import type { MemoryFixture } from '../../testing/open-memory.ts';
import { showLog } from '../../testing/show-log.ts';
import { TestApp } from '../../testing/test-app.ts';
import { WORDS, scriptedStages } from '../../testing/scripted-stages.ts';
import { turnsOfTheLoop } from '../../testing/until.ts';
import type { HandoffNotice } from '../../ports/engine-stages.ts';
import { requestHandoff } from '../request-handoff.ts';

/* The clock stands on Monday, 5 January 2026, 9:00 UTC. */
const CLOSED = { zone: 'Europe/Berlin', week: { tuesday: [['09:00', '17:00']] as [string, string][] } };
const settle = (): Promise<void> => turnsOfTheLoop(15);

let stores: MemoryFixture;
let server: TestApp;
beforeEach(async () => {
  stores = openMemory();
  server = await TestApp.start(stores);
  await server.open();
});
afterEach(() => server[Symbol.asyncDispose]());

const said = async (sessionId = 's'): Promise<string[]> =>
  (await showLog(stores.sessions, sessionId))
    .filter((line) => line.startsWith('system: '))
    .map((line) => line.slice('system: '.length));
async function told(type: string, sessionId = 's'): Promise<HandoffEventData[]> {
  const events = await stores.sessions.listEvents({ sessionId, minOffset: 0, limit: 1000 });
  return events
    .filter(({ kind, source }) => kind === 'custom' && source === 'system')
    .map(({ data }) => JSON.parse(data) as HandoffEventData)
    .filter((data) => data.type === type);
}

async function present(
  id = 'anna',
  departments = ['support'],
  maxChats = 1,
): Promise<{ id: string; name: string }> {
  await server.staff.createOperator({ id, name: id, departments, max_chats: maxChats });
  await server.staff.setPresence(id, 'available');
  return { id, name: id };
}

async function pass(seconds: number, ...operators: string[]): Promise<void> {
  for (let left = seconds; left > 0; left -= 15) {
    await stores.clock.advance(Math.min(15, left), settle);
    for (const id of operators) await server.staff.heartbeat(id);
  }
}

describe('H7.3: nobody there', () => {
  test('out of hours he is told at once when it opens, on the clock of the department, and what he can choose', async () => {
    await server.staff.updateDepartment('support', { hours: CLOSED });
    await present();
    await server.customerSays('hello');
    await server.button();
    expect((await said())[0]).toMatch(
      /not here at the moment \(back: Tuesday, 09:00 GMT\+1\).*You can ask for a call back, ask for an e-mail, or go on with me/,
    );
    expect(await told('handoff.queued')).toEqual([
      expect.objectContaining({ position: 1, wait: null, alternatives: ['callback', 'email', 'ai'] }),
    ]);
  });

  test('within the hours he is told that nobody is here', async () => {
    await server.button();
    expect((await said())[0]).toContain('Nobody from our team is here at the moment');
    expect(await told('handoff.queued')).toEqual([
      expect.objectContaining({ alternatives: ['wait', 'callback', 'email', 'ai'] }),
    ]);
  });

  test('where somebody is free he is told so, and nothing else is offered', async () => {
    await present();
    await server.button();
    expect((await said())[0]).toContain('now');
    expect((await told('handoff.queued'))[0]).not.toHaveProperty('alternatives');
  });

  test('that others are free is no help to one who needs what they cannot do', async () => {
    await present();
    const ask = (sessionId: string): Promise<unknown> =>
      requestHandoff(server.app, sessionId, {
        reason: 'api',
        evidence: [{ trigger: 'api', offset: null, score: null, threshold: null, quote: null }],
        wanted: { skills: ['claims'], language: 'de' },
        transition: { by: 'desk', text: null },
        traceId: 'a'.repeat(32),
      });
    await ask('s');
    expect((await said())[0]).toContain('Nobody from our team is here at the moment');
    const skills = [{ skill: 'claims', level: 3 }];
    await server.staff.createOperator({
      id: 'ben',
      name: 'Ben',
      departments: ['support'],
      skills,
      languages: ['de'],
    });
    await server.staff.setPresence('ben', 'available');
    await server.open('t');
    await ask('t');
    expect((await said('t'))[0]).not.toContain('Nobody from our team');
    await server.staff.setPresence('ben', 'away');
    await server.open('u');
    await ask('u');
    expect((await said('u'))[0]).toContain('Nobody from our team is here at the moment');
  });

  test('one who must see a person is not offered the AI', async () => {
    const evidence = { trigger: 'topic:legal', offset: null, score: null, threshold: null, quote: null };
    await requestHandoff(server.app, 's', {
      reason: 'policy_required',
      evidence: [evidence],
      transition: { by: 'desk', text: null },
      traceId: 'a'.repeat(32),
    });
    expect((await told('handoff.queued'))[0]?.alternatives).toEqual(['wait', 'callback', 'email']);
  });

  test.each([
    ['es', 'Hola, necesito ayuda con mi pedido y no sé qué hacer'],
    ['de', 'Hallo, ich brauche Hilfe mit meiner Bestellung und weiß nicht weiter'],
    ['fr', "Bonjour, j'ai besoin d'aide avec ma commande s'il vous plaît"],
    ['it', 'Buongiorno, ho bisogno di aiuto con il mio ordine per favore'],
    ['pt', 'Olá, preciso de ajuda com o meu pedido por favor'],
    ['nl', 'Hallo, ik heb hulp nodig met mijn bestelling en weet het niet'],
  ])('in the customer’s language: %s', async (language, words) => {
    await server.staff.updateDepartment('support', { hours: CLOSED });
    await server.customerSays(words);
    await server.turns.idle();
    await server.button();
    const texts = DESK_TEXTS[language]!;
    const first = (await said())[0] ?? '';
    expect(first).toContain(texts.nothingToRepeat);
    expect(first).toContain(texts.choices.callback);
    expect(first).toMatch(/09:00/);
    expect(findPromiseOfNow(first)).toBeNull();
    await stores.clock.advance(61, settle);
    expect((await said())[1]).toContain(texts.delayed);
    await stores.clock.advance(1800, settle);
    expect((await said()).at(-1)).toBe(texts.nobodyCame);
  });
});

describe('H7.2: one who waits', () => {
  test('is told his place, and again only when there is something new', async () => {
    const anna = await present();
    for (const id of ['a', 'b', 'c']) {
      await server.open(id);
      await server.button(id);
      await server.changes.settled();
    }
    await settle();
    await server.command({ do: 'accept', operator: anna }, 'a');
    await server.changes.settled();
    await settle();
    expect((await told('handoff.queued', 'c'))[0]).toMatchObject({ position: 3 });
    await pass(59, 'anna');
    const before = await said('c');
    await server.command({ do: 'leave' }, 'b');
    await server.changes.settled();
    await pass(10, 'anna');
    expect((await said('c')).slice(before.length).join(' ')).toContain('You are next in line.');
    const after = (await told('handoff.told', 'c')).length + (await told('handoff.delayed', 'c')).length;
    await pass(100, 'anna');
    // Nothing has changed for him since.
    expect((await told('handoff.told', 'c')).length + (await told('handoff.delayed', 'c')).length).toBe(
      after,
    );
  });

  test('transferred to a department that is closed he learns when it opens and what he can choose', async () => {
    await server.staff.createDepartment({ id: 'claims', name: 'Claims', hours: CLOSED });
    const anna = await present();
    await server.button();
    await settle();
    await server.command({ do: 'accept', operator: anna });
    await server.command({ do: 'transfer', operator: anna, target: { department: 'claims' }, note: null });
    expect((await said()).at(-1)).toMatch(/colleague who can help.*back: Tuesday, 09:00 GMT\+1.*call back/);
    expect((await told('handoff.transferred'))[0]).toMatchObject({
      alternatives: ['callback', 'email', 'ai'],
    });
    expect((await server.app.sessions.readOpenHandoff('s'))?.alternatives).toEqual([
      'callback',
      'email',
      'ai',
    ]);
  });
});

describe('H4.5: what the AI knows before it promises a person', () => {
  let notices: (HandoffNotice | null)[] = [];
  beforeEach(async () => {
    notices = [];
    await server[Symbol.asyncDispose]();
    stores = openMemory();
    const stages = scriptedStages({
      compose(_context, { handoff }) {
        notices.push(handoff);
        const text = handoff === null ? `I ${WORDS.promise} a person` : 'A person will take over.';
        return { messages: [{ text }], confidence: 1, state: {} };
      },
    });
    server = await TestApp.start({ ...stores, stages });
    await server.open();
  });

  test.each([
    ['by a trigger', WORDS.person],
    ['by a tool', WORDS.tool],
    ['by its own words', WORDS.promise],
    ['by what it thinks of its answer', WORDS.unsure],
  ])('%s: closed, when it opens, the place and the choices', async (_how, word) => {
    await server.staff.updateDepartment('support', { hours: CLOSED });
    await present();
    await server.customerSays(`I want a ${word}`);
    await server.turns.idle();
    expect(notices.at(-1)).toMatchObject({
      available: false,
      outlook: {
        why: 'closed',
        opensAt: Date.UTC(2026, 0, 6, 8) * 1000,
        told: { position: 1 },
        alternatives: ['callback', 'email', 'ai'],
      },
    });
    expect((await told('handoff.queued'))[0]).toMatchObject({ alternatives: ['callback', 'email', 'ai'] });
  });

  test('somebody is free', async () => {
    await present();
    await server.customerSays(`I want a ${WORDS.person}`);
    await server.turns.idle();
    expect(notices.at(-1)).toMatchObject({ available: true, outlook: { why: null, free: true } });
  });
});
