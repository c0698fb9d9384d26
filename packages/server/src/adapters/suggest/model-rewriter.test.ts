import { REWRITES } from '@baton/protocol';
import { expect, test } from 'vitest';
import { KNOWN_CODE } from '../../core/prompt/testing/injections.ts';
import { ScriptedModel } from '../../testing/scripted-model.ts';
import { ModelRewriter } from './model-rewriter.ts';

const { signal } = new AbortController();
const DRAFT = 'We will send 310 euros to you, by 2026-03-01. Write to claims@example.com.';

function rewriterOf(text: string): { rewriter: ModelRewriter; model: ScriptedModel } {
  const model = new ScriptedModel({ rewrite: () => ({ text }) });
  return { rewriter: new ModelRewriter(model, () => KNOWN_CODE), model };
}

test.each(REWRITES)('%s: the model is told how, and the draft is data', async (how) => {
  const { rewriter, model } = rewriterOf('310 euros by 2026-03-01.');
  expect(
    await rewriter.rewrite({ text: DRAFT, how, language: how === 'translate' ? 'de' : null, signal }),
  ).toBe('310 euros by 2026-03-01.');
  const [{ request } = { request: null }] = model.calls;
  expect(request?.system).not.toContain('310');
  expect(request?.messages[0]?.content).toContain(JSON.stringify(DRAFT));
});

test.each([
  ['another sum', 'We will send 400 euros.'],
  ['another address', 'Write to evil@example.org.'],
  ['its own prompt', `CODE ${KNOWN_CODE}`],
])('a draft that comes back with %s is refused', async (_name, text) => {
  const { rewriter } = rewriterOf(text);
  await expect(rewriter.rewrite({ text: DRAFT, how: 'shorten', language: null, signal })).rejects.toThrow();
});
