import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actionEvent } from '../../../core/log/action-event.ts';
import { ANNA } from '../../../testing/make.ts';
import { openMemory } from '../../../testing/open-memory.ts';
import type { MemoryFixture } from '../../../testing/open-memory.ts';
import { TestApp } from '../../../testing/test-app.ts';
import { embeddedStages } from '../embedded-stages.ts';
import {
  CLAIM_FACTS,
  REPAIR_FACTS,
  TRAVEL_FACTS,
  OTHER_QUESTIONS,
  SHOP_FACTS,
} from '../testing/stated-facts.ts';
import type { StatedFact } from '../testing/stated-facts.ts';

let stores: MemoryFixture;
let server: TestApp;
beforeAll(async () => {
  stores = openMemory();
  server = await TestApp.start({ ...stores, stages: embeddedStages() });
});
afterAll(() => server[Symbol.asyncDispose]());

let sessions = 0;

/** The AI's answer to a question right after Anna has said all that and given the session back. */
async function answered(said: readonly string[], question: string, outcome: string | null): Promise<string> {
  const id = `s${sessions++}`;
  await server.open(id);
  await server.button(id);
  await server.command({ do: 'accept', operator: ANNA }, id);
  const open = await stores.sessions.readOpenHandoff(id);
  for (const message of said)
    await server.desk.reply(
      open?.id ?? '',
      { operator: ANNA, message, as: 'operator', seenOffset: null },
      { traceId: 't' },
    );
  const end = sessions % 2 === 0 ? ('resolve' as const) : ('return' as const);
  await server.command({ do: end, operator: ANNA, disposition: 'solved', outcome }, id);
  await server.customerSays(question, id);
  await server.turns.idle();
  const events = await stores.sessions.listEvents({ sessionId: id, minOffset: 0, limit: 200 });
  const texts = events.flatMap(({ kind, source, data }) =>
    kind === 'message' && source === 'ai_agent' ? [(JSON.parse(data) as { message: string }).message] : [],
  );
  const again = await stores.sessions.readOpenHandoff(id);
  return again === null ? texts.join('\n') : `a person again: ${JSON.stringify(again.evidence)}`;
}

/** A fact among three others of the same conversation. */
function among(facts: readonly StatedFact[], fact: StatedFact): readonly string[] {
  const same = facts.filter(({ language }) => language === fact.language);
  const at = same.indexOf(fact);
  const others = [1, 2, 4].map((step) => same[(at + step) % same.length]?.fact ?? '');
  return [others[0] ?? '', fact.fact, ...others.slice(1)];
}

describe.each([
  ['a shop', SHOP_FACTS],
  ['repairs and returns', REPAIR_FACTS],
  ['a hotel, a line, a claim', CLAIM_FACTS],
  ['travel and guarantee', TRAVEL_FACTS],
] as const)('H8.4 facts that only a person has stated: %s', (_name, facts) => {
  test('C15 98 of 100 questions are answered right after the return', async () => {
    const missed: string[] = [];
    for (const [index, fact] of facts.entries()) {
      for (const question of fact.questions) {
        const recorded = index % 4 === 3;
        const said = among(facts, fact);
        const answer = recorded
          ? await answered(
              said.filter((each) => each !== fact.fact),
              question,
              fact.fact,
            )
          : await answered(said, question, null);
        if (!answer.includes(fact.key)) missed.push(`${question} -> ${answer}`);
      }
    }
    const all = facts.length * 2;
    expect(missed.length <= all * 0.02 ? [] : missed).toEqual([]);
  });
});

test('H8.4 what the facts do not answer is not answered with them', async () => {
  const facts = SHOP_FACTS.concat(REPAIR_FACTS, CLAIM_FACTS);
  const wrong: string[] = [];
  for (const [index, question] of OTHER_QUESTIONS.entries()) {
    for (const shift of [0, 5]) {
      const fact = facts[(index * 4 + shift) % facts.length];
      if (fact === undefined) continue;
      const answer = await answered(among(facts, fact), question, null);
      if (facts.some(({ key }) => answer.includes(key))) wrong.push(`${question} -> ${answer}`);
    }
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['Did Anna refund my order?', 'Anna Berg did this for you: “issue refund: Order: A-17. Euros: 31.”'],
  ['Hat Anna die Erstattung gemacht, was wurde vereinbart?', 'Anna Berg hat das für Sie erledigt:'],
])('H8.4 what a person did with a tool is told as done by him: %s', async (question, told) => {
  const id = `s${sessions++}`;
  await server.open(id);
  await server.button(id);
  await server.command({ do: 'accept', operator: ANNA }, id);
  const result = {
    data: { order: 'A-17', euros: 31 },
    metadata: {},
    control: {},
    canned_responses: [],
    canned_response_fields: {},
    guidelines: [],
  };
  const action = { toolId: 'built-in:issue_refund', arguments: { order: 'A-17' }, result };
  await stores.sessions.commit({ sessionId: id, events: [actionEvent('t', ANNA, action)] });
  await server.command({ do: 'return', operator: ANNA, outcome: null }, id);
  await server.customerSays(question, id);
  await server.turns.idle();
  const events = await stores.sessions.listEvents({ sessionId: id, minOffset: 0, limit: 200 });
  const [answer] = events.filter(({ kind, source }) => kind === 'message' && source === 'ai_agent').slice(-1);
  expect((JSON.parse(answer?.data ?? '{}') as { message: string }).message).toContain(told);
});
