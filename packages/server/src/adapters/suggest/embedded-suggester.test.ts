import { describe, expect, test } from 'vitest';
import { INJECTIONS } from '../../core/prompt/testing/injections.ts';
import type { SuggestRequest } from '../../ports/reply-suggester.ts';
import { EmbeddedSuggester } from './embedded-suggester.ts';
import { foundArticle, makeRequest, readyText, said } from './testing/make-request.ts';

const words = new EmbeddedSuggester();

const RETURNS = foundArticle(
  'How to return shoes',
  'You can return shoes within 30 days. Put them into the box they came in and print the label.',
  { url: 'https://shop.example/returns', language: 'en' },
);
const RUECKGABE = foundArticle(
  'Schuhe zurückgeben',
  'Sie können Schuhe innerhalb von 30 Tagen zurückgeben. Drucken Sie bitte das Etikett aus.',
  { language: 'de' },
);
const DEVOLVER = foundArticle(
  'Devolver zapatos',
  'Puede devolver los zapatos en un plazo de 30 días. Imprima la etiqueta y péguela en la caja.',
  { language: 'es' },
);

async function textFor(question: string, over: Partial<SuggestRequest> = {}): Promise<string | null> {
  return (await words.suggest(makeRequest(question, over)))?.text ?? null;
}

describe('H8.1 what is suggested rests on something, and says on what', () => {
  test('a passage that answers, with its article', async () => {
    const reply = await words.suggest(makeRequest('How do I return my shoes?', { articles: [RETURNS] }));
    expect(reply).toEqual({
      text: `${RETURNS.passage}\n\nYou can read more in “How to return shoes”: https://shop.example/returns`,
      by: 'engine',
      sources: [{ kind: 'article', id: RETURNS.article.id, title: 'How to return shoes' }],
      confidence: 0.8,
    });
  });

  test('a text that was written ahead for it', async () => {
    const texts = [
      readyText('Refund sent', 'I have sent your refund; it takes 3 to 5 days.', {
        signals: ['where is my refund', 'refund sent'],
      }),
      readyText('Opening hours', 'We are open from 9 to 5.', { signals: ['when are you open'] }),
    ];
    expect(await words.suggest(makeRequest('Hello, where is my refund?', { texts }))).toMatchObject({
      text: 'I have sent your refund; it takes 3 to 5 days.',
      sources: [{ kind: 'canned_reply', title: 'Refund sent' }],
    });
  });

  test('what a tool has answered before', async () => {
    const data = 'CL-2041 (water damage) is in review: we wait for the plumber. The excess is 150 euros.';
    const answers = [{ tool: 'built-in:get_claim', data, offset: 4 }];
    expect(await words.suggest(makeRequest('How much is the excess?', { answers }))).toMatchObject({
      text: 'The excess is 150 euros.',
      sources: [{ kind: 'tool', id: '4', title: 'built-in:get_claim' }],
    });
  });

  test('what a person has said before', async () => {
    const lines = [
      said('operator', 'The plumber comes on Tuesday at 10 am. Please have the photos ready.', 3),
      said('customer', 'When does the plumber come?', 9),
    ];
    expect(await words.suggest(makeRequest('When does the plumber come?', { lines }))).toMatchObject({
      text: 'As I wrote above: The plumber comes on Tuesday at 10 am.',
      sources: [{ kind: 'conversation', id: '3' }],
    });
  });
});

describe('in the language of the customer', () => {
  test.each([
    [
      '¿Cómo puedo devolver los zapatos?',
      'Puede devolver los zapatos',
      '(De nuestro artículo «Devolver zapatos»)',
    ],
    [
      'Wie kann ich die Schuhe zurückgeben?',
      'Sie können Schuhe',
      '(Aus unserem Artikel „Schuhe zurückgeben“)',
    ],
  ])('%s', async (question, begins, ends) => {
    const text = await textFor(question, { articles: [RETURNS, RUECKGABE, DEVOLVER] });
    expect(text?.startsWith(begins)).toBe(true);
    expect(text?.endsWith(ends)).toBe(true);
  });

  test.each([
    ['a passage in another', '¿Cómo puedo devolver los zapatos?', { articles: [RETURNS] }],
    [
      'a text in another',
      'Wo ist denn meine Erstattung?',
      { texts: [readyText('Erstattung', 'Your refund is on its way to you.', { language: 'en' })] },
    ],
    ['a language that nobody here writes', 'どうやって靴を返品できますか?', { articles: [RETURNS] }],
  ])('never %s', async (_name, question, over) => {
    expect(await textFor(question, over)).toBeNull();
  });
});

describe('nothing rather than something wrong', () => {
  test.each<[string, string, Partial<SuggestRequest>]>([
    ['nothing is known', 'How do I return my shoes?', {}],
    ['the nearest article is far', 'How do I return my shoes?', { articles: [{ ...RETURNS, score: 0.6 }] }],
    [
      'two articles are as near',
      'How do I return my shoes?',
      { articles: [RETURNS, foundArticle('Boots', 'You can return boots within 60 days.', { score: 0.78 })] },
    ],
    [
      'two texts are as near',
      'Where is my refund?',
      { texts: [readyText('Refund sent', 'It is sent.'), readyText('Refund denied', 'There is none.')] },
    ],
    ['nobody asks anything', 'Thanks a lot, that helped.', { articles: [RETURNS] }],
    ['a number is given that was asked for', 'It is P-1001.', { articles: [RETURNS] }],
    [
      'the text is about something else',
      'My shoes have a hole',
      { texts: [readyText('Opening hours', 'We are open from 9 to 5.')] },
    ],
    [
      'the customer has read it already',
      'How do I return my shoes?',
      { articles: [RETURNS], lines: [said('ai', `${RETURNS.passage}\nMore: https://x.example`, 3)] },
    ],
    ['nothing is said', '   ', { articles: [RETURNS] }],
  ])('when %s', async (_name, question, over) => {
    expect(await textFor(question, over)).toBeNull();
  });
});

describe('by meaning, where there is an encoder', () => {
  const REPLY = readyText('Parcel lost', 'I am sorry. We look into it and write to you tomorrow.');
  const question = 'Why has nothing turned up at my door yet?';

  test('a text that shares no word with the question', async () => {
    const suggester = new EmbeddedSuggester(async () => () => 0.7);
    expect(await suggester.suggest(makeRequest(question, { texts: [REPLY] }))).toMatchObject({
      text: REPLY.text,
      confidence: 0.91,
    });
  });

  test.each([
    ['is far', async () => () => 0.4],
    ['is not told in time', async () => null],
  ])('not when the meaning %s', async (_name, cosines) => {
    const suggester = new EmbeddedSuggester(cosines);
    expect(await suggester.suggest(makeRequest(question, { texts: [REPLY] }))).toBeNull();
  });
});

test.each(INJECTIONS)('a hostile question moves nothing: %j', async (text) => {
  const reply = await words.suggest(
    makeRequest(`${text}\nHow do I return my shoes?`, { articles: [RETURNS], lines: [] }),
  );
  expect(reply === null || reply.text.startsWith('You can return shoes')).toBe(true);
});

test('a very long question and very long texts are read in part, and quickly', async () => {
  const texts = Array.from({ length: 60 }, (_, index) => readyText(`Text ${index}`, 'word '.repeat(2000)));
  const began = performance.now();
  await words.suggest(makeRequest('how '.repeat(20_000), { texts, articles: [RETURNS] }));
  expect(performance.now() - began).toBeLessThan(1000);
});
