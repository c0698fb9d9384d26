import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { embeddedStages } from '../embedded-stages.ts';
import { behaviourOf, guideline, recordingTool } from '../testing/behaviour.ts';
import { Conversation } from '../testing/conversation.ts';

const NOTHING_BEFORE = { iteration: 1, journeys: [], calls: [] };

/** A Wednesday. */
const stages = embeddedStages({ now: () => new Date(2025, 2, 12) });

function chatWith(...tools: readonly ReturnType<typeof recordingTool>[]): Conversation {
  return new Conversation(
    stages,
    behaviourOf(tools.map((tool) => guideline(tool.name, { tools: [tool], examples: [`use ${tool.name}`] }))),
  );
}

describe('arguments by the kind of the schema', () => {
  test.each([
    ['a date', z.iso.date(), 'last Monday', '2025-03-10'],
    ['a date as an object', z.date(), '12 March', undefined],
    ['a number', z.number(), 'about 3', 3],
    ['a number in words', z.int(), 'two', 2],
    ['an amount', z.number().describe('the amount'), 'it cost 1,250.50 euros', 1250.5],
    ['yes', z.boolean(), 'yes please', true],
    ['no', z.boolean(), 'no', false],
    ['a choice', z.enum(['car', 'home_insurance']), 'for my cars', 'car'],
    ['an e-mail address', z.email(), 'it is jo@example.com.', 'jo@example.com'],
    ['a phone number', z.string().describe('your phone number'), 'call +49 170 1234567', '+491701234567'],
    ['a pattern', z.string().regex(/^AB-\d{3}$/), 'ab123', 'AB-123'],
    ['a code', z.string().describe('the order number'), 'it is 778-B', '778-B'],
    ['words', z.string().describe('what happened'), 'It fell down.', 'It fell down.'],
    ['a list', z.array(z.string()), 'apples, pears and plums', ['apples', 'pears', 'plums']],
  ])('%s', async (_, schema, answer, value) => {
    const tool = recordingTool('lookup', { field: schema });
    const chat = chatWith(tool);
    expect((await chat.say('use lookup')).tools).toEqual([]);
    expect((await chat.say(answer)).tools).toEqual(value === undefined ? [] : ['lookup']);
    if (value !== undefined) expect(tool.calls).toEqual([{ field: value }]);
  });

  test('a coerced date arrives as a Date', async () => {
    const tool = recordingTool('lookup', { day: z.coerce.date() });
    await chatWith(tool).say('use lookup', 'on 2025-02-03');
    expect(tool.calls).toEqual([{ day: new Date('2025-02-03') }]);
  });

  test('optional parameters are taken when given and never asked for', async () => {
    const tool = recordingTool('lookup', { day: z.iso.date().optional(), note: z.string().default('none') });
    const chat = chatWith(tool);
    await chat.say('use lookup');
    await chat.say('use lookup, yesterday');
    expect(tool.calls).toEqual([{ note: 'none' }, { day: '2025-03-11', note: 'none' }]);
  });

  test('two of one kind are asked for one by one, not guessed', async () => {
    const tool = recordingTool('book', {
      from: z.iso.date().describe('When do you arrive?'),
      to: z.iso.date().describe('When do you leave?'),
    });
    const chat = chatWith(tool);
    expect((await chat.say('use book on 1 March')).messages).toEqual(['When do you arrive?']);
    expect((await chat.say('1 March')).messages).toEqual(['When do you leave?']);
    await chat.say('5 March');
    expect(tool.calls).toEqual([{ from: '2025-03-01', to: '2025-03-05' }]);
  });

  test('two values for one parameter: asks which', async () => {
    const tool = recordingTool('lookup', {
      order: z
        .string()
        .regex(/^O\d+$/)
        .describe('your order number'),
    });
    const turn = await chatWith(tool).say('use lookup for O1 or O2');
    expect(turn.messages).toEqual(['Which order number do you mean: O1 or O2?']);
  });
});

describe('questions', () => {
  test.each([
    [z.string().regex(/\d/).describe('What is your order number?'), 'What is your order number?'],
    [z.string().regex(/\d/).describe('your order number'), 'Could you give me your order number, please?'],
    [z.string().regex(/\d/).describe('Order number'), 'Could you give me the order number, please?'],
    [z.string().describe('what happened'), 'Could you tell me what happened?'],
    [z.iso.date().describe('when it happened'), 'Could you tell me when it happened?'],
    [
      z.enum(['red', 'dark_blue']).describe('which colour you like'),
      'Could you tell me which colour you like (red or dark blue)?',
    ],
    [z.boolean().describe('somebody was hurt'), 'Could you tell me whether somebody was hurt?'],
    [z.number(), 'Could you give me the field, please?'],
  ])('%#', async (schema, question) => {
    const turn = await chatWith(recordingTool('lookup', { field: schema })).say('use lookup');
    expect(turn.messages).toEqual([question]);
  });

  test('what the schema refuses is asked again with the author’s reason', async () => {
    const tool = recordingTool('lookup', {
      order: z
        .string()
        .regex(/^O\d+$/)
        .refine(async (id) => id === 'O7', 'There is no such order.')
        .describe('your order number'),
    });
    const chat = chatWith(tool);
    expect((await chat.say('use lookup for O1')).messages[0]).toMatch(/^There is no such order\. Could you/);
    expect((await chat.say('O7')).tools).toEqual(['lookup']);
  });
});

describe('when tools run', () => {
  test('without parameters: at once', async () => {
    expect((await chatWith(recordingTool('lookup', {})).say('use lookup')).tools).toEqual(['lookup']);
  });

  test('not for a message that starts over after a cancelled turn', async () => {
    const tool = recordingTool('lookup', { day: z.iso.date() });
    const chat = chatWith(tool);
    chat.write('customer', 'Jo', 'use lookup, yesterday');
    const context = chat.context();
    const { matches } = await stages.matcher.match(context, {
      ...NOTHING_BEFORE,
      guidelines: context.behaviour.guidelines,
    });
    const ran = {
      type: 'tool',
      toolId: 'built-in:lookup',
      arguments: { day: '2025-03-11' },
      data: 'done',
      offset: 2,
    } as const;
    const again = await stages.planner.plan({ ...context, history: [...context.history, ran] }, matches, []);
    expect(again.calls).toEqual([]);
    expect((await stages.planner.plan(context, matches, [])).calls).toHaveLength(1);
  });

  test('never on a match that is not sure', async () => {
    const tool = recordingTool('lookup', {});
    const chat = chatWith(tool);
    chat.write('customer', 'Jo', 'hm');
    const match = { guideline: guideline('g', { tools: [tool] }), score: 0.5, rationale: '' };
    expect((await stages.planner.plan(chat.context(), [match], [])).calls).toEqual([]);
  });

  test('a number said earlier serves a look-up; a consequential tool asks first', async () => {
    const order = z
      .string()
      .regex(/^O\d+$/)
      .describe('your order number');
    const lookup = recordingTool('lookup', { order });
    const cancel = recordingTool('revoke', { order }, { data: 'revoked' }, true);
    const chat = chatWith(lookup, cancel);
    chat.write('customer', 'Jo', 'It is about O7.');
    chat.write('human', 'Maria', 'Thanks.');
    chat.endStretch('Maria', null);
    expect((await chat.say('use lookup')).tools).toEqual(['lookup']);
    expect((await chat.say('use revoke')).messages).toEqual(['Is it about order number O7?']);
    expect((await chat.say('yes')).tools).toEqual(['revoke']);
    expect(cancel.calls).toEqual([{ order: 'O7' }]);
  });

  test('no to the number that was offered: it is asked for', async () => {
    const order = z
      .string()
      .regex(/^O\d+$/)
      .describe('your order number');
    const cancel = recordingTool('revoke', { order }, { data: 'revoked' }, true);
    const chat = chatWith(cancel);
    chat.write('customer', 'Jo', 'It is about O7.');
    chat.write('ai', 'Ines', 'What can I do?');
    await chat.say('use revoke');
    expect((await chat.say('no')).messages).toEqual(['Could you give me your order number, please?']);
    expect((await chat.say('O8')).tools).toEqual(['revoke']);
    expect(cancel.calls).toEqual([{ order: 'O8' }]);
  });

  test('state survives JSON and foreign keys in it', async () => {
    const chat = chatWith(recordingTool('lookup', { day: z.iso.date() }));
    chat.write('customer', 'Jo', 'use lookup');
    const context = { ...chat.context(), state: { other: { kept: true }, embedded: 'broken' } };
    const { matches } = await stages.matcher.match(context, {
      ...NOTHING_BEFORE,
      guidelines: context.behaviour.guidelines,
    });
    const plan = await stages.planner.plan(context, matches, []);
    expect(plan.state).toMatchObject({ other: { kept: true }, embedded: { pending: { asked: 'day' } } });
  });
});
