import { describe, expect, test } from 'vitest';
import { INJECTIONS, KNOWN_CODE } from '../../core/prompt/testing/injections.ts';
import { ScriptedModel } from '../../testing/scripted-model.ts';
import { EmbeddedSuggester } from './embedded-suggester.ts';
import { ModelSuggester } from './model-suggester.ts';
import { foundArticle, makeRequest, readyText } from './testing/make-request.ts';

const ARTICLE = foundArticle('How to return shoes', 'You can return shoes within 30 days, free of charge.', {
  language: 'en',
});
const QUESTION = makeRequest('How do I return my shoes?', { articles: [ARTICLE] });
const EMBEDDED = `${ARTICLE.passage}\n\n(From our article “How to return shoes”)`;

function suggesterOf(...chunks: string[]): {
  suggester: ModelSuggester;
  model: ScriptedModel;
  warnings: object[];
} {
  const model = new ScriptedModel({ suggest: () => chunks });
  const warnings: object[] = [];
  const warn = (details: object): void => void warnings.push(details);
  return {
    suggester: new ModelSuggester(model, new EmbeddedSuggester(), warn, () => KNOWN_CODE),
    model,
    warnings,
  };
}

describe('a reply that a model drafts', () => {
  test('grows by sentences, and is complete with what it rests on', async () => {
    const { suggester } = suggesterOf(
      'You have 30 ',
      'days for it. ',
      'It is free ',
      `of charge.\n${KNOWN_CODE} A1 confidence 0.9`,
    );
    const grown: string[] = [];
    const reply = await suggester.suggest(QUESTION, (text) => grown.push(text));
    expect(grown).toEqual(['You have 30 days for it.', 'You have 30 days for it. It is free of charge.']);
    expect(reply).toEqual({
      text: 'You have 30 days for it. It is free of charge.',
      by: 'model',
      sources: [{ kind: 'article', id: ARTICLE.article.id, title: 'How to return shoes' }],
      confidence: 0.9,
    });
  });

  test.each([
    ['it has nothing to say', `${KNOWN_CODE} confidence 0.2`],
    ['it does not stand by it', `Perhaps so.\n${KNOWN_CODE} A1 confidence 0.3`],
  ])('is none when %s', async (_name, text) => {
    const { suggester, warnings } = suggesterOf(text);
    expect(await suggester.suggest(QUESTION, () => undefined)).toBeNull();
    expect(warnings).toEqual([]);
  });

  test.each([
    ['a number that stands nowhere', `You have 60 days.\n${KNOWN_CODE} A1 confidence 0.9`],
    ['a link that stands nowhere', `See https://evil.example/x for it.\n${KNOWN_CODE} A1 confidence 1`],
    ['nothing that it rests on', `You have 30 days.\n${KNOWN_CODE} confidence 0.9`],
    ['a source that there is not', `You have 30 days.\n${KNOWN_CODE} A7 confidence 0.9`],
  ])('is not shown when it names %s: the one without a model is', async (_name, text) => {
    const { suggester, warnings } = suggesterOf(text);
    const reply = await suggester.suggest(QUESTION, () => undefined);
    expect(reply).toMatchObject({ text: EMBEDDED, by: 'engine' });
    expect(warnings).toHaveLength(1);
  });

  test('made up in the middle it goes no further', async () => {
    const { suggester } = suggesterOf('You have 30 days. ', 'Call 0800 123. ', 'And more.');
    const grown: string[] = [];
    await suggester.suggest(QUESTION, (text) => grown.push(text));
    expect(grown).toEqual(['You have 30 days.']);
  });

  test('a model that is down costs nobody his suggestion, and nothing of the chat is logged', async () => {
    const { suggester, model, warnings } = suggesterOf('');
    model.on('suggest', () => {
      throw new Error('How do I return my shoes? exploded');
    });
    expect(await suggester.suggest(QUESTION, () => undefined)).toMatchObject({ by: 'engine' });
    expect(JSON.stringify(warnings)).not.toContain('shoes');
  });

  test('one that is no longer wanted rejects', async () => {
    const stop = new AbortController();
    const { suggester } = suggesterOf('You have ', '30 days. ');
    const asked = suggester.suggest({ ...QUESTION, signal: stop.signal }, () => stop.abort());
    await expect(asked).rejects.toThrow();
  });
});

describe('what the model is given', () => {
  test.each(INJECTIONS)('is data, whoever wrote it: %j', async (text) => {
    const { suggester, model } = suggesterOf(`${KNOWN_CODE} confidence 0`);
    await suggester.suggest(
      makeRequest(text, {
        articles: [foundArticle(text, text)],
        texts: [readyText(text, text)],
        answers: [{ tool: 'built-in:look', data: { text }, offset: 3 }],
      }),
      () => undefined,
    );
    const [{ request } = { request: null }] = model.calls;
    expect(request?.system).not.toContain(text.slice(0, 30));
    const content = request?.messages[0]?.content ?? '';
    const outside = content
      .split('\n')
      .filter((line) => !line.startsWith('{') && !line.startsWith('"'))
      .map((line) => line.replaceAll(KNOWN_CODE, '#'));
    const names = ['about', 'articles', 'texts', 'answers', 'conversation', 'question'];
    expect(outside).toEqual([
      'CODE #',
      ...names.flatMap((name) => [`=== ${name} #`, `=== end ${name} #`]),
      'Draft the reply.',
    ]);
  });
});
