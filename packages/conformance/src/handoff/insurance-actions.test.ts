import { AssistClient, BatonClient } from '@baton/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInsuranceServer } from '../browser/insurance-server.ts';
import type { InsuranceServer } from '../browser/insurance-server.ts';

const operator = { id: 'mia', name: 'Mia' };
let server: InsuranceServer;
let handoffId: string;
let assist: AssistClient;

beforeAll(async () => {
  server = await startInsuranceServer({ env: { BATON_ENCODER: 'off', BATON_LOG_LEVEL: 'error' } });
  const desk = new BatonClient({ baseUrl: server.url });
  const [agent] = await desk.listAgents();
  const session = await desk.createSession({ agent_id: agent?.id ?? '' });
  const message = 'My claim CL-2042 was promised to be paid, it is 310 euros.';
  await desk.createEvent(session.id, { kind: 'message', source: 'customer', message });
  ({ id: handoffId } = await desk.requestHandoff(session.id));
  await desk.accept(handoffId, { operator });
  assist = new AssistClient({ baseUrl: server.url });
});
afterAll(() => server[Symbol.asyncDispose]());

test('H8.1 the desk can refund, write a ticket and escalate, with what the customer said filled in', async () => {
  const actions = await assist.listActions(handoffId);
  expect(actions.map(({ title, consequential }) => [title, consequential])).toEqual([
    ['Issue a refund', true],
    ['Create a ticket', false],
    ['Escalate to a manager', true],
  ]);
  const values = actions[0]?.fields.map(({ name, value }) => [name, value]);
  expect(values).toEqual([
    ['claim_number', 'CL-2042'],
    ['amount', 310],
    ['reason', null],
  ]);
});

test('a refund is paid once it is confirmed', async () => {
  const body = {
    operator,
    arguments: { claim_number: 'CL-2042', amount: 310, reason: 'claim approved' },
    confirmed: true,
  };
  expect(await assist.runAction(handoffId, 'built-in:issue_refund', body)).toMatchObject({
    failed: false,
    data: { payment: 'PAY-501', euros: 310 },
  });
});
