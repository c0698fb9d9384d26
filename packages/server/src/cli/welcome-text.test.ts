import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { welcomeText } from './welcome-text.ts';

const KEY = 'sk-0123456789abcdef';

function welcome(env: Record<string, string>, recovered = 0): string {
  return welcomeText({ url: 'http://127.0.0.1:8800', recovered }, 'Tarnbrook Mutual', readConfig(env));
}

test('without settings: where everything is, that no model answers, and that the server is open', () => {
  expect(welcome({})).toBe(`Tarnbrook Mutual

  Chat, as a customer       http://127.0.0.1:8800/chat
  Console, as an operator   http://127.0.0.1:8800/console
  API documentation         http://127.0.0.1:8800/docs
  OpenAPI document          http://127.0.0.1:8800/openapi.json

No language model is set: the embedded engine answers.
No BATON_API_KEYS are set: everybody on this machine is an admin. The server listens on loopback only.

`);
});

test('the models in the order in which they are asked, without keys or addresses', () => {
  const text = welcome({
    OPENAI_API_KEY: KEY,
    BATON_MODELS: 'openai:gpt-5-mini,ollama:qwen3:8b@http://127.0.0.1:11434/v1',
  });
  expect(text).toContain('\nAnswers come from openai:gpt-5-mini, then ollama:qwen3:8b.\n');
  expect(text).not.toMatch(/sk-|11434/);
});

test('keys are not said to be missing, and what was left unanswered is told', () => {
  const text = welcome({ BATON_API_KEYS: 'admin:ops:0123456789abcdef0123' }, 2);
  expect(text).not.toContain('BATON_API_KEYS');
  expect(text).toContain('Answering 2 messages that were left unanswered.');
});
