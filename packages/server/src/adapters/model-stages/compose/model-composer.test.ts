import { describe, expect, test, vi } from 'vitest';
import type { CannedCandidate } from '../../../core/canned/canned-candidate.ts';
import { ModelUnavailableError } from '../../../ports/model.ts';
import type { ModelRequest } from '../../../ports/model.ts';
import type { ScriptedAnswer } from '../../../testing/scripted-model.ts';
import { NO_TEMPLATE_FITS } from '../../embedded/compose/choose-canned.ts';
import { readState, writeState } from '../../embedded/embedded-state.ts';
import { guideline, recordingTool } from '../../embedded/testing/behaviour.ts';
import { makeStretch } from '../../embedded/testing/make-stretch.ts';
import { ModelTurn, message, sectionsOf } from '../testing/model-turn.ts';
import { answers, compose, down, made, never } from '../testing/compose-by-model.ts';
import { wholeSentences } from './sentences.ts';

function template(id: string, text: string, generative: readonly string[] = []): CannedCandidate {
  return { id, text, generative, signals: [], metadata: { id } };
}

const RETURNS = template('r', 'Returns are free for 30 days.');
const SORRY = template('s', 'I am sorry about {{ generative.what }}.', ['what']);
const does = guideline('g', { condition: 'asks about returns', action: 'Explain returns' });
const matches = [{ guideline: does, score: 0.9, rationale: '' }];

describe('a fluid answer', () => {
  test('is one call and the words of the model', async () => {
    const { messages, turn } = await compose(answers('  Yes, you can.  '), { matches });
    expect(messages).toEqual([{ text: 'Yes, you can.' }]);
    expect(turn.model.purposes).toEqual(['compose']);
  });

  test('knows instructions as instructions and all else as data', async () => {
    const { turn } = await compose(
      answers('ok'),
      {
        matches: [
          ...matches,
          {
            guideline: guideline('say', { condition: 'always', say: 'Have a nice day', priority: 3 }),
            score: 1,
            rationale: '',
          },
          { guideline: guideline('seen', { condition: 'only observed' }), score: 1, rationale: '' },
        ],
        calls: [made('30 days'), made('', 'The tool failed.')],
        missing: [{ tool: recordingTool('t', {}), parameter: 'size', question: 'Which size?' }],
        retrieved: [{ title: 'Returns', text: 'Free.' }],
        instructions: [{ action: 'Be brief', condition: 'it is late' }],
      },
      {
        variables: [{ id: 'v', name: 'tier', description: 'of loyalty', data: 'gold' }],
        stretch: makeStretch({
          operatorName: 'Ben',
          beganOffset: -3,
          endedOffset: -1,
          outcome: 'A voucher was agreed.',
          messages: [message('human', 'You will get a voucher.', -2)],
        }),
      },
    );
    const [call] = turn.model.calls;
    const lines = call?.request.system.split('\n') ?? [];
    expect(lines.slice(lines.indexOf('Instructions, one a line:') + 1)).toEqual([
      '{"when":"always","say":"Have a nice day","priority":3}',
      '{"when":"asks about returns","do":"Explain returns"}',
      '{"when":"it is late","do":"Be brief"}',
    ]);
    expect(sectionsOf(call)).toEqual({
      customer: [{ name: 'Jo' }, { variable: 'tier', about: 'of loyalty', value: 'gold' }],
      articles: [{ title: 'Returns', text: 'Free.' }],
      stretch: [
        {
          operator: 'Ben',
          began: '2026-01-05T08:00:00.000000Z',
          ended: '2026-01-05T08:10:00.000000Z',
          end: 'returned',
          recorded_outcome: 'A voucher was agreed.',
          said: ['You will get a voucher.'],
        },
      ],
      conversation: [{ from: 'customer', text: 'Can I return my shoes?', new: true }],
      results: [
        { tool: 'built-in:look', arguments: {}, result: '30 days' },
        { tool: 'built-in:look', arguments: {}, failed: true },
      ],
      ask_for: [{ question: 'Which size?' }],
    });
  });

  test.each([
    ['supported by a guideline', 0.9, { matches }, 0.9],
    ['supported by a result', 0.9, { calls: [made('x')] }, 0.9],
    ['by an article', 0.9, { retrieved: ['x'] }, 0.9],
    ['by nothing', 0.9, {}, 0.72],
    ['after a tool failed', 0.9, { matches, calls: [made('', 'no')] }, 0.3],
    ['after one of two failed', 0.9, { calls: [made('', 'no'), made('x')] }, 0.9],
    ['out of bounds', 55, { matches }, 1],
    ['below them', -1, { matches }, 0],
  ])('confidence %s', async (_, estimate, over, confidence) => {
    expect((await compose(answers('ok', estimate), over)).confidence).toBe(confidence);
  });

  test('unsure answers are counted, for the trigger that brings a person', async () => {
    const first = await compose(answers('I do not know.', 0.3));
    const context = first.turn.context('and now?');
    expect(readState(context, first.state)).toMatchObject({ confidences: [first.confidence], stalled: 1 });
    const second = await compose(answers('No idea.', 0.2), { state: first.state });
    const answer = { composition: second, calls: [] };
    const [review] = await second.turn.stages.triggers.review(context, answer);
    expect(review?.reason).toBe('low_confidence');
    const third = await compose(answers('Here it is.', 0.9), { matches, state: first.state });
    expect(readState(context, third.state)).toMatchObject({
      confidences: [first.confidence, third.confidence],
      stalled: 0,
    });
  });

  test('asking again for what was not given is unsure, asking at first is not', async () => {
    const missing = [{ tool: recordingTool('t', {}), parameter: 'size', question: 'Which size?' }];
    const turn = new ModelTurn();
    const asked = (attempts: number) =>
      writeState(
        turn.context('x'),
        {},
        {
          pending: { guidelineId: 'g', tool: 't', given: {}, asked: 'size', attempts, suggested: null },
        },
      );
    expect((await compose(answers('Which?', 1), { missing, state: asked(0) })).confidence).toBe(1);
    expect((await compose(answers('Which?', 1), { missing, state: asked(1) })).confidence).toBe(0.35);
  });

  test('an answer as long as a book is cut', async () => {
    const { texts } = await compose(answers('word '.repeat(5000)));
    expect(texts[0]!.length).toBeLessThanOrEqual(8000);
  });

  test.each([
    [
      'the answer shows its prompt',
      (request: ModelRequest) => ({ message: request.messages[0]!.content, confidence: 1 }),
      'the answer shows its prompt',
    ],
    ['no model answers', down, 'no model gave a usable answer'],
    ['the answer is empty', answers('  '), 'the answer is empty'],
    ['the answer has no message', () => ({ text: 'hi' }), 'no model gave a usable answer'],
  ])('%s: the embedded composer answers', async (_, answer, reason) => {
    const { texts, turn } = await compose(answer, {
      matches: [{ ...matches[0]!, guideline: guideline('x', { say: 'Yes.' }) }],
    });
    expect(texts).toEqual(['Yes.']);
    expect(turn.fellBack).toEqual([['compose', reason]]);
  });

  test('told to speak, it says what it was told', async () => {
    const { texts, turn } = await compose(
      answers('Are you still there?'),
      {},
      { instructions: ['Ask if they are there'] },
    );
    expect(texts).toEqual(['Are you still there?']);
    expect(turn.model.calls[0]?.request.system).toContain(
      '{"do":"Ask if they are there","priority":"highest"}',
    );
  });

  test('unasked, it opens a conversation, and is silent in a running one unless something applies', async () => {
    expect((await compose(answers('Hello!'), {}, { history: [], latest: null })).texts).toEqual(['Hello!']);
    const history = [message('ai', 'Hello!', 0)];
    expect((await compose(never, {}, { history, latest: null })).texts).toEqual([]);
    expect((await compose(answers('By the way'), { matches }, { history, latest: null })).texts).toEqual([
      'By the way',
    ]);
  });
});

describe('a fluid agent with templates', () => {
  const canned = [RETURNS, SORRY];
  const draft =
    (over: object): ScriptedAnswer =>
    () => ({
      message: 'You can send them back within 30 days.',
      confidence: 0.9,
      template: null,
      fit: 0,
      fields: [],
      ...over,
    });

  test('says one that is the same, with the draft it stands for', async () => {
    const { messages, turn } = await compose(draft({ template: 1, fit: 0.95 }), {
      mode: 'canned_fluid',
      canned,
    });
    expect(messages).toEqual([
      {
        text: RETURNS.text,
        draft: 'You can send them back within 30 days.',
        cannedResponses: [['r', RETURNS.text]],
        metadata: { id: 'r' },
      },
    ]);
    expect(turn.model.purposes).toEqual(['compose']);
  });

  test.each([
    ['none', {}],
    ['one that is not the same', { template: 1, fit: 0.7 }],
    ['one that is not there', { template: 9, fit: 1 }],
    ['one it does not fill', { template: 2, fit: 1 }],
  ])('with %s says its draft', async (_, over) => {
    const { messages } = await compose(draft(over), { mode: 'canned_fluid', canned });
    expect(messages).toEqual([{ text: 'You can send them back within 30 days.' }]);
  });

  test('is not streamed: a template cannot take the place of what was read', async () => {
    const onText = vi.fn<(text: string) => Promise<void>>();
    await compose(draft({ template: 1, fit: 0.95 }), { mode: 'canned_fluid', canned, onText });
    expect(onText).not.toHaveBeenCalled();
  });

  test('writes in the style of templates where that is wanted', async () => {
    const { messages, turn } = await compose(answers('Sure thing.'), { mode: 'composited_canned', canned });
    expect(messages).toEqual([{ text: 'Sure thing.' }]);
    expect(sectionsOf(turn.model.calls[0])['templates']).toEqual([
      { id: 1, text: RETURNS.text },
      { id: 2, text: SORRY.text, fill: ['what'] },
    ]);
  });
});

describe('a strict agent says templates and nothing else', () => {
  const canned = [RETURNS, SORRY];
  const picks =
    (over: object): ScriptedAnswer =>
    () => ({ template: 1, fit: 0.9, fields: [], confidence: 0.9, ...over });
  const fill = (value: string): object => ({ template: 2, fields: [{ name: 'what', value }] });

  test('the one the model picks', async () => {
    const { messages, confidence } = await compose(picks({}), { mode: 'strict_canned', canned, matches });
    expect(messages).toEqual([
      { text: RETURNS.text, cannedResponses: [['r', RETURNS.text]], metadata: { id: 'r' } },
    ]);
    expect(confidence).toBe(0.9);
  });

  test('with words of the model where the author left a place', async () => {
    expect((await compose(picks(fill(' the delay ')), { mode: 'strict_canned', canned })).texts).toEqual([
      'I am sorry about the delay.',
    ]);
  });

  test.each([
    ['none picked', picks({ template: null })],
    ['one that hardly fits', picks({ fit: 0.4 })],
    ['one that is not there', picks({ template: 3 })],
    ['a number that is no id', picks({ template: 0.5 })],
    ['a place left open', picks({ template: 2 })],
    ['a place filled with nothing', picks(fill('  '))],
    ['a place filled with a template', picks(fill('{{ std.customer.name }}'))],
    ['a place filled with a tag', picks(fill('{% raw %}'))],
    ['a place filled with a link', picks(fill('it, see http://evil.example'))],
    ['a place filled with a bare domain', picks(fill('it, see evil.com/pay'))],
    ['a place filled with lines', picks(fill('it.\n\nSend us your password'))],
    ['a place filled with a speech', picks(fill('blah '.repeat(60)))],
    ['no model', down],
    ['words instead of a choice', answers('You get a refund!')],
  ])('%s: the fixed words', async (_, answer) => {
    const { messages, confidence } = await compose(
      answer,
      { mode: 'strict_canned', canned: [...canned] },
      { said: 'xyzzy plugh' },
    );
    expect(messages).toEqual([{ text: NO_TEMPLATE_FITS }]);
    expect(confidence).toBe(0.2);
  });

  test('without templates there is no call', async () => {
    expect((await compose(never, { mode: 'strict_canned', onText: async () => undefined })).texts).toEqual([
      NO_TEMPLATE_FITS,
    ]);
  });

  test.each([
    ['by nobody’s question', { latest: null, history: [] }],
    ['by an instruction', { instructions: ['Say hello'] }],
  ])('started %s it is silent where no template fits', async (_, context) => {
    expect(
      (await compose(picks({ template: null }), { mode: 'strict_canned', canned }, context)).texts,
    ).toEqual([]);
    expect((await compose(down, { mode: 'strict_canned', canned: [SORRY] }, context)).texts).toEqual([]);
  });

  test('twice without a template brings a person', async () => {
    const first = await compose(picks({ template: null }), { mode: 'strict_canned', canned });
    const second = await compose(picks({ template: null }), {
      mode: 'strict_canned',
      canned,
      state: first.state,
    });
    const context = second.turn.context('what?');
    const answer = { composition: second, calls: [] };
    const [review] = await second.turn.stages.triggers.review(context, answer);
    expect(review?.reason).toBe('low_confidence');
  });

  test('H3.2: a handoff is told by a template that fits, else by the desk', async () => {
    const handoff = { reason: 'customer_requested', available: true };
    const person = template('p', 'A person takes over.');
    const told = await compose(picks({ template: 1 }), { mode: 'strict_canned', canned: [person], handoff });
    expect(told.texts).toEqual(['A person takes over.']);
    for (const answer of [picks({ template: null }), down]) {
      expect((await compose(answer, { mode: 'strict_canned', canned, handoff })).texts).toEqual([]);
    }
    expect((await compose(never, { mode: 'strict_canned', handoff })).texts).toEqual([]);
  });
});

describe('an answer that is shown as it is written', () => {
  const shown: string[] = [];
  const onText = async (text: string): Promise<void> => void shown.push(text);
  const streamed =
    (...pieces: string[]): ScriptedAnswer =>
    (request) => {
      shown.length = 0;
      const code = /^CODE (\w+)/.exec(request.messages[0]!.content)?.[1] ?? '';
      return pieces.map((piece) =>
        piece.replace('CODE', code).replace('HALF', code.slice(0, 5)).replace('REST', code.slice(5)),
      );
    };

  test('is shown at ends of sentences, all of it so far', async () => {
    const { messages, confidence, turn } = await compose(
      streamed('Yes', ', you can. Send', ' them back. It is', ' free.', '\nHALF', 'REST 0.9'),
      { onText, matches },
    );
    expect(shown).toEqual([
      'Yes, you can.',
      'Yes, you can. Send them back.',
      'Yes, you can. Send them back. It is free.',
    ]);
    expect(messages).toEqual([{ text: 'Yes, you can. Send them back. It is free.' }]);
    expect(confidence).toBe(0.9);
    expect(turn.model.calls.map(({ kind }) => kind)).toEqual(['stream']);
  });

  test('ends before its code; what stands after it is how sure it is', async () => {
    const { messages, confidence } = await compose(streamed('Yes. Free.\nCODE 0.85'), { onText, matches });
    expect(messages).toEqual([{ text: 'Yes. Free.' }]);
    expect(confidence).toBe(0.85);
    expect(shown.every((text) => !text.includes('c0de'))).toBe(true);
  });

  test('without a code it is somewhat sure', async () => {
    expect((await compose(streamed('Yes. Free.'), { onText, matches })).confidence).toBe(0.6);
  });

  test('that breaks off keeps what was read, less sure', async () => {
    const { texts, confidence, turn } = await compose(
      () =>
        (async function* () {
          yield 'One. Two. Thr';
          throw new ModelUnavailableError('cut');
        })(),
      { onText, matches },
    );
    expect(texts).toEqual(['One. Two.']);
    expect(confidence).toBe(0.3);
    expect(turn.fellBack).toEqual([['compose', 'the answer broke off']]);
  });

  test('that breaks off before a word is answered without the model', async () => {
    const { texts, turn } = await compose(down, {
      onText,
      matches: [{ ...matches[0]!, guideline: guideline('x', { say: 'Yes.' }) }],
    });
    expect(texts).toEqual(['Yes.']);
    expect(turn.fellBack).toHaveLength(1);
  });

  test('stops where the reader refuses: that is no failure of the model', async () => {
    const overtaken = new Error('a person has taken over');
    const pieces = vi.fn<() => void>();
    const refused = compose(
      () =>
        (async function* () {
          for (const word of ['One. ', 'Two. ', 'Three. ', 'Four. ']) {
            pieces();
            yield word;
          }
        })(),
      { onText: () => Promise.reject(overtaken) },
    );
    await expect(refused).rejects.toBe(overtaken);
  });

  test.each([
    ['Hello', ''],
    ['Hello. ', 'Hello.'],
    ['It costs 3.50 euros', ''],
    ['It costs 3.50. Now', 'It costs 3.50.'],
    ['He said "no." Then', 'He said "no."'],
    ['One\nTwo', 'One'],
    ['はい。まだ', 'はい。'],
  ])('sentences of %j', (text, whole) => {
    expect(wholeSentences(text)).toBe(whole);
  });
});

test('what it tells from an article is cited, in every form of answer', async () => {
  const article = {
    article_id: 'a',
    title: 'Sending back',
    url: 'https://shop.example/back',
    text: 'Unworn shoes may be sent back within thirty days.',
  };
  const text = 'You may send unworn shoes back within thirty days.';
  const citations = [{ article_id: 'a', title: 'Sending back', url: 'https://shop.example/back' }];
  const named = `${text}\nSending back: https://shop.example/back`;
  const told = await compose(answers(text), { retrieved: [[article]] });
  expect(told.messages).toEqual([{ text: named, citations }]);
  const other = await compose(answers('I do not know that.'), { retrieved: [[article]] });
  expect(other.messages).toEqual([{ text: 'I do not know that.' }]);
});
