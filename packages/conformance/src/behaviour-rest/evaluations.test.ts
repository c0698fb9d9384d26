import type { Evaluation } from '@baton/protocol';
import { beforeAll, describe, expect, test } from 'vitest';
import { accepted } from '../testing/conversation.ts';
import { ID, TIMESTAMP } from '../testing/formats.ts';
import { Gate } from '../testing/gate.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { makeTool } from '../testing/tools.ts';
import { useServer } from '../testing/use-server.ts';

const server = useServer();
beforeAll(async () => {
  const { context, wire } = server.current;
  context.behaviours.defineTool({
    ...makeTool('refund', { data: 1 }),
    description: 'Gives money back. Slowly.',
  });
  const guidelines = [
    { id: 'price', condition: 'The customer asks for the price', action: 'Tell the price of the item' },
    { id: 'seen', condition: 'The customer is a member' },
    { id: 'off', condition: 'The customer wants a discount', action: 'Offer ten percent', enabled: false },
  ];
  for (const guideline of guidelines) accepted(await wire.post('/guidelines', guideline));
});

function payload(condition: string, action: string | null, more: object = {}): object {
  const guideline = {
    content: { condition, action },
    tool_ids: [],
    operation: 'add',
    action_proposition: true,
    properties_proposition: true,
    ...more,
  };
  return { kind: 'guideline', guideline };
}

async function evaluate(...payloads: object[]): Promise<Evaluation> {
  const { wire } = server.current;
  const started = accepted<Evaluation>(await wire.post('/evaluations', { payloads }));
  expect(started).toMatchObject({ status: 'pending', progress: 0, error: null });
  return accepted<Evaluation>(await wire.get(`/evaluations/${started.id}`), 200);
}

describe('W2.11 POST /evaluations', () => {
  test('W2.11 answers what was asked at once and works in the background', async () => {
    const { wire } = server.current;
    const asked = payload('The customer reports that a parcel is lost', null);
    const started = accepted<Evaluation>(await wire.post('/evaluations', { payloads: [asked] }));
    expect(started).toEqual({
      id: expect.stringMatching(ID),
      status: 'pending',
      progress: 0,
      creation_utc: expect.stringMatching(TIMESTAMP),
      error: null,
      invoices: [
        {
          payload: {
            kind: 'guideline',
            guideline: {
              content: { condition: 'The customer reports that a parcel is lost', action: null },
              tool_ids: [],
              operation: 'add',
              updated_id: null,
              action_proposition: true,
              properties_proposition: true,
              journey_node_proposition: false,
            },
          },
          checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
          approved: false,
          data: null,
          error: null,
        },
      ],
    });
    const ended = accepted<Evaluation>(
      await wire.get(`/evaluations/${started.id}?wait_for_completion=5`),
      200,
    );
    expect(ended).toEqual({
      ...started,
      status: 'completed',
      progress: 100,
      invoices: [
        {
          ...started.invoices[0],
          approved: true,
          data: {
            guideline: {
              action_proposition:
                'Acknowledge that a parcel is lost and ask what the customer wants to be done about it',
              properties_proposition: {
                continuous: false,
                customer_dependent_action_data: expect.objectContaining({ is_customer_dependent: true }),
                agent_intention_condition: null,
                tool_running_only: false,
                internal_action: expect.stringMatching(/^Acknowledge/),
              },
              unknown_tools: [],
            },
          },
        },
      ],
    });
  });

  test.each([
    [
      'the same again',
      payload('the customer asks for the price', 'tell the price of the item'),
      /says the same as guideline 'price'/,
    ],
    [
      'nearly the same',
      payload('The customer asks about prices today', 'Tell the item’s price'),
      /nearly the same as guideline 'price'/,
    ],
    [
      'the opposite',
      payload('The customer asks for the price', 'Do not tell the price'),
      /contradicts guideline 'price'/,
    ],
    ['an observation twice', payload('The customer is a member', null), /the same as guideline 'seen'/],
    [
      'a replacement of nothing',
      payload('c', 'a', { operation: 'update', updated_id: 'none' }),
      /'none' .* not there/,
    ],
  ])('W2.11 %s is not approved', async (_name, asked, words) => {
    const { status, invoices } = await evaluate(asked);
    expect(status).toBe('completed');
    expect(invoices).toMatchObject([{ approved: false, error: expect.stringMatching(words) }]);
  });

  test.each([
    ['another action for the same', payload('The customer asks for the price', 'Recommend the newsletter')],
    ['what turns it round', payload('The customer is not a member', null)],
    ['an action for what was observed', payload('The customer is a member', 'Thank the customer')],
    ['what is switched off', payload('The customer wants a discount', 'Offer ten percent')],
    [
      'a change of itself',
      payload('The customer asks for the price', 'Tell the price of the item', {
        operation: 'update',
        updated_id: 'price',
      }),
    ],
  ])('W2.11 %s is approved', async (_name, asked) => {
    expect((await evaluate(asked)).invoices).toMatchObject([{ approved: true, error: null }]);
  });

  test('W2.11 payloads are compared with each other, and tools tell what to do', async () => {
    const tools = { tool_ids: [{ service_name: 'built-in', tool_name: 'refund' }] };
    const asked = payload('The item arrived broken', null, tools);
    const { invoices } = await evaluate(asked, asked);
    expect(invoices.map(({ approved }) => approved)).toEqual([true, false]);
    expect(invoices[1]?.error).toMatch(/payload 1 of this evaluation/);
    expect(invoices[0]?.data?.guideline.action_proposition).toBe(
      'Use refund (gives money back), and tell the customer what came of it',
    );
  });

  test('W2.11 tools that nobody offers are named and speak against nothing', async () => {
    const unknown = { service_name: 'calendar', tool_name: 'events' };
    const { invoices } = await evaluate(
      payload('The customer says hello', 'Say hello', { tool_ids: [unknown] }),
    );
    expect(invoices).toMatchObject([
      { approved: true, error: null, data: { guideline: { unknown_tools: [unknown] } } },
    ]);
  });

  test('W2.11 an action that is proposed stands where Parlant has it, with or without properties', async () => {
    const plain = { properties_proposition: false };
    const { invoices } = await evaluate(
      payload('The customer asks about shoes', null, plain),
      payload('c', 'a', plain),
    );
    const [proposed, given] = invoices.map(({ data }) => data?.guideline);
    expect(proposed?.properties_proposition).toEqual({ internal_action: proposed?.action_proposition });
    expect(given).toEqual({ action_proposition: null, properties_proposition: null, unknown_tools: [] });
  });

  test.each([
    ['no payloads', { payloads: [] }, 'No payloads provided for the evaluation task.'],
    [
      'no proposition',
      { payloads: [payload('c', 'a', { action_proposition: false, properties_proposition: false })] },
      'At least one of action_proposition, properties_proposition or journey_node_proposition must be enabled',
    ],
    ['no guideline', { payloads: [{ kind: 'guideline' }] }, /needs 'guideline'/],
    ['an update of nothing', { payloads: [payload('c', 'a', { operation: 'update' })] }, /updated_id/],
    ['another kind', { payloads: [{ kind: 'style_guide' }] }, undefined],
    ['more than can be read', { payloads: Array.from({ length: 101 }, () => payload('c', 'a')) }, undefined],
  ])('W2.11 %s is 422', async (_name, body, detail) => {
    const answer = await server.current.wire.post('/evaluations', body);
    expect(answer.status).toBe(422);
    if (typeof detail === 'string') expect(answer.detail).toBe(detail);
    else if (detail !== undefined) expect(answer.detail).toMatch(detail);
  });
});

describe('W2.11 GET /evaluations/{id}', () => {
  test('W2.11 one that is not there is 404; a wait that is none is 422', async () => {
    const { wire } = server.current;
    const missing = await wire.get('/evaluations/none');
    expect([missing.status, missing.detail]).toEqual([404, "Item 'none' not found"]);
    for (const wait of ['-1', 'long', '3601'])
      expect((await wire.get(`/evaluations/none?wait_for_completion=${wait}`)).status).toBe(422);
  });

  describe('while evaluations are held up', () => {
    const gate = new Gate();
    const clock = new ManualClock();
    const held = useServer(() => ({ internals: { clock, beforeEvaluation: () => gate.pass() } }));
    const body = { payloads: [payload('The customer waits', null)] };

    test('W2.11 a wait ends when it is told to, with 504, or with the evaluation', async () => {
      const { wire } = held.current;
      const { id } = accepted<Evaluation>(await wire.post('/evaluations', body));
      const path = `/evaluations/${id}?wait_for_completion`;
      expect(accepted<Evaluation>(await wire.get(`${path}=0`), 200).status).toBe('pending');
      const late = wire.get(`/evaluations/${id}`);
      const passing = setInterval(() => clock.advance(60), 1);
      const { status, reason, detail } = await late;
      clearInterval(passing);
      expect([status, reason, detail]).toEqual([504, 'Gateway Timeout', 'Request timed out']);
    });

    test('W2.11 more than can wait are refused, and nothing of them is stored', async () => {
      const { wire, context } = held.current;
      const before = context.behaviours.list('evaluation').length;
      const answers = await Promise.all(Array.from({ length: 60 }, () => wire.post('/evaluations', body)));
      const refused = answers.filter(({ status }) => status === 503);
      expect(refused).toHaveLength(10);
      expect(refused[0]?.detail).toMatch(/nothing was stored/);
      expect(context.behaviours.list('evaluation')).toHaveLength(before + 50);
      const ids = answers
        .filter(({ status }) => status === 201)
        .map((answer) => answer.json<Evaluation>().id);
      const waiting = ids.map((id) => wire.get(`/evaluations/${id}`));
      gate.open();
      for (const answer of await Promise.all(waiting))
        expect(accepted<Evaluation>(answer, 200)).toMatchObject({ status: 'completed', progress: 100 });
    });
  });
});
