import type { EventSource } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import type { CandidateRecord } from '../behaviour/candidate-record.ts';
import { templateProblem } from '../canned/parse-template.ts';
import { renderTemplate } from '../canned/render-template.ts';
import type { EventRecord } from '../log/event-record.ts';
import { findDetails } from '../nlp/extract/find-details.ts';
import { contentFault, draftContent } from './candidate-content.ts';
import { cleanAnswer, cleanQuestion } from './clean-text.ts';
import { findExchange, questionsIn } from './find-exchange.ts';
import { isUnchanged, makeLearnt } from './make-learnt.ts';

const personal = { names: ['Anna Keller', 'Mia Berg'], details: (text: string) => findDetails(text) };

describe('of an answer stays what others may read', () => {
  test.each([
    ['Hi Anna, you can pause it for three months. Best regards, Mia', 'You can pause it for three months.'],
    ['Hello!\n\nThanks for your message. It takes 5 days.\n\nKind regards\nMia Berg', 'It takes 5 days.'],
    ['Hola Anna, tarda cinco días. ¿Hay algo más?', 'Tarda cinco días.'],
    ['Guten Tag Frau Keller,\ndas dauert fünf Tage.\n\nViele Grüße\nMia', 'Das dauert fünf Tage.'],
    ['It is covered. Is there anything else I can help you with?', 'It is covered.'],
    ['It costs 15 €, until 3 May 2027.', 'It costs 15 €, until 3 May 2027.'],
    [
      'Your policy P-123456 is paused, Anna; we wrote to anna@mail.example and call +49 30 1234567.',
      'Your policy […] is paused, […]; we wrote to […] and call […].',
    ],
    ['See https://a.example/pause for how.', 'See https://a.example/pause for how.'],
    ['Hi Anna!', 'Hi […]!'],
    ['Highly recommended: do it online.', 'Highly recommended: do it online.'],
    ['Best is to call us in the morning.', 'Best is to call us in the morning.'],
  ])('%j', (answer, clean) => {
    expect(cleanAnswer(answer, personal)).toBe(clean);
  });
});

test('a name that is none is no name', () => {
  const nobody = { ...personal, names: ['Guest', 'Support Team', 'Customer Care'] };
  const answer = 'Support is there for every Guest; the Team answers Customer questions.';
  expect(cleanAnswer(answer, nobody)).toBe(answer);
});

test.each(["O'Brien", 'Müller-Lüdenscheidt', 'A.(*[\\^$+?{2}|/]', 'Smith & Sons, Inc.'])(
  'whatever signs a name has, it is left out: %s',
  (name) => {
    const named = { ...personal, names: [name] };
    expect(cleanAnswer(`It is ready, ${name}: fetch it.`, named)).toBe('It is ready, […]: fetch it.');
  },
);

test.each([
  [
    'Hello, I am Anna Keller. My policy is P-123456. Can I pause it? And for how long?',
    'Can I pause it? And for how long?',
  ],
  ['pausing my policy', 'Pausing my policy'],
  ['Hi\ncan I\npause it?', 'Can I pause it?'],
])('a question is one line without the person: %j', (question, clean) => {
  expect(cleanQuestion(question, personal)).toBe(clean);
});

test('hostile texts are cleaned in no time', () => {
  const before = performance.now();
  for (const text of [
    'hi '.repeat(7000),
    'regards '.repeat(2500),
    '\n'.repeat(20_000),
    'a.'.repeat(10_000),
    ' ?'.repeat(9000),
  ]) {
    cleanAnswer(text, personal);
    cleanQuestion(text, personal);
  }
  // A tenth of a second is measured; a catastrophic pattern takes minutes.
  expect(performance.now() - before).toBeLessThan(10_000);
});

let offset = 0;
function said(source: EventSource, message: string, over: object = {}): EventRecord {
  offset += 1;
  return {
    sessionId: 's',
    offset,
    at: 1,
    kind: 'message',
    source,
    traceId: 't',
    data: JSON.stringify({ message, participant: { id: null, display_name: source }, ...over }),
    metadata: null,
    deleted: false,
  };
}

describe('what an answer answers', () => {
  test('is all that the customer wrote in a row before it, whatever the desk said in between', () => {
    const events = [
      said('customer', 'hello'),
      said('ai_agent', 'Hello!'),
      said('customer', 'one thing'),
      said('system', 'A colleague is here.'),
      said('ai_agent', 'One moment.', { tags: ['__preamble__'] }),
      said('customer', 'can I pause?'),
      said('human_agent', 'Hi Anna'),
      said('human_agent_on_behalf_of_ai_agent', 'Yes, you can.'),
    ];
    expect(findExchange(events, events[7]?.offset ?? 0)).toEqual({
      answer: 'Yes, you can.',
      answerer: 'human_agent_on_behalf_of_ai_agent',
      question: 'one thing\ncan I pause?',
      questionOffset: events[2]?.offset,
    });
  });

  test('is nothing where the AI spoke before it, and what was flagged is left out', () => {
    const events = [
      said('customer', 'x', { flagged: true }),
      said('human_agent', 'No.'),
      said('customer', 'y'),
      said('ai_agent', 'z'),
      said('human_agent', 'Yes.'),
    ];
    expect(findExchange(events, events[1]?.offset ?? 0)).toMatchObject({ question: '' });
    expect(findExchange(events, events[4]?.offset ?? 0)).toMatchObject({
      question: '',
      questionOffset: null,
    });
  });

  test('is asked of a person’s message alone', () => {
    const events = [said('customer', 'x'), said('ai_agent', 'y'), said('human_agent', ' ')];
    for (const event of events) expect(findExchange(events, event.offset)).toBeNull();
    expect(findExchange(events, 9999)).toBeNull();
  });
});

test('questions of a session are what a customer wrote in a row', () => {
  const events = [
    said('customer', 'a'),
    said('customer', 'b'),
    said('ai_agent', 'c'),
    said('customer', 'x', { flagged: true }),
    said('ai_agent', 'c'),
    said('customer', 'd'),
  ];
  expect(questionsIn(events).map(({ text }) => text)).toEqual(['a\nb', 'd']);
});

describe('a default content', () => {
  const exchange = { question: 'Can I pause my policy?', answer: 'Hi Anna, yes, for 3 months.' };
  test('has the question for its title and the answer for its text', () => {
    expect(draftContent('article', exchange, personal)).toEqual({
      title: 'Can I pause my policy?',
      text: 'Yes, for 3 months.',
    });
    expect(draftContent('guideline', exchange, personal).title).toBe(
      'The customer asks: Can I pause my policy?',
    );
  });

  test('takes its title from the answer where nobody asked', () => {
    expect(draftContent('article', { ...exchange, question: '' }, personal).title).toBe('Yes, for 3 months.');
  });
});

test('a rule may not be as long as an article', () => {
  const long = { title: 't', text: 'x'.repeat(10_001) };
  expect(contentFault('article', long)).toBeNull();
  expect(contentFault('guideline', long)).toContain('10000');
  expect(contentFault('canned_response', long)).toContain('canned response');
  expect(contentFault('article', { title: 'x'.repeat(301), text: 'x' })).toContain('300');
});

describe('what is learnt', () => {
  const candidate: CandidateRecord = {
    id: 'c',
    createdAt: 1,
    kind: 'article',
    state: 'proposed',
    agentId: 'ava',
    content: { title: 'The customer asks: Can I pause?', text: 'Yes, {{ you }} can {% if %}.' },
    source: {
      session_id: 's',
      handoff_id: null,
      question_offset: 0,
      answer_offset: 1,
      question: 'q',
      answer: 'a',
    },
    proposedBy: { id: 'mia', name: 'Mia' },
    decidedBy: null,
    decidedAt: null,
    madeId: null,
  };
  test('is the agent’s own, and the same each time', () => {
    for (const kind of ['article', 'canned_response', 'guideline'] as const) {
      const learnt = makeLearnt({ ...candidate, kind }, 5);
      expect(learnt.record).toMatchObject({ tags: ['agent:ava'], createdAt: 5 });
      expect(makeLearnt({ ...candidate, kind }, 5)).toEqual(learnt);
      expect(isUnchanged(learnt, structuredClone(learnt.record))).toBe(true);
      expect(isUnchanged(learnt, { ...learnt.record, tags: [] })).toBe(false);
    }
  });

  test('as a template says what was written, whatever signs are in it', () => {
    const { record } = makeLearnt({ ...candidate, kind: 'canned_response' }, 5);
    const value = 'value' in record ? record.value : '';
    expect(templateProblem(value)).toBeNull();
    expect(renderTemplate(value, {})).toMatchObject({ ok: true, text: 'Yes, { { you }} can { % if %}.' });
  });

  test('as a guideline is said in these words, unless they tell the AI what to do', () => {
    const made = (text: string): object =>
      makeLearnt({ ...candidate, kind: 'guideline', content: { ...candidate.content, text } }, 5).record;
    expect(made('Yes, you can.')).toMatchObject({ say: 'Yes, you can.', examples: ['Can I pause?'] });
    expect(made('Tell the customer that they can.')).toMatchObject({ say: null });
  });
});
