import type { CandidateContent } from '@baton/protocol';
import { expect, test } from 'vitest';
import { KNOWN_CODE } from '../../core/prompt/testing/injections.ts';
import { ScriptedModel } from '../../testing/scripted-model.ts';
import { ModelContentWriter } from './model-content-writer.ts';

const { signal } = new AbortController();
const DRAFT = {
  title: 'Can I pause it as I am away?',
  text: 'Yes, […], for 3 months. Write to pause@example.com.',
};

function writerOf(written: CandidateContent): { writer: ModelContentWriter; model: ScriptedModel } {
  const model = new ScriptedModel({ learn: () => written });
  return { writer: new ModelContentWriter(model, () => KNOWN_CODE), model };
}

test('the model is told of what kind it is, and the draft is data', async () => {
  const written = {
    title: 'The customer asks whether a plan can be paused',
    text: 'A plan can be paused for 3 months.',
  };
  const { writer, model } = writerOf(written);
  expect(await writer.write({ kind: 'guideline', draft: DRAFT, signal })).toEqual(written);
  const [{ request } = { request: null }] = model.calls;
  expect(request?.system).not.toContain('3 months');
  expect(request?.messages[0]?.content).toContain(JSON.stringify(DRAFT));
  expect(request?.messages[0]?.content).toContain('The customer asks');
});

test.each([
  ['another number', { title: 'Pausing', text: 'For 6 months.' }],
  ['another address', { title: 'Pausing', text: 'Write to evil@example.org.' }],
  ['its own prompt', { title: 'Pausing', text: `CODE ${KNOWN_CODE}` }],
])('what comes back with %s is refused', async (_name, written) => {
  const { writer } = writerOf(written);
  await expect(writer.write({ kind: 'article', draft: DRAFT, signal })).rejects.toThrow();
});

test('what is too long for it is not sent', async () => {
  const { writer, model } = writerOf({ title: 't', text: 't' });
  const draft = { title: 't', text: 'x'.repeat(10_001) };
  await expect(writer.write({ kind: 'article', draft, signal })).rejects.toThrow();
  expect(model.calls).toEqual([]);
});
