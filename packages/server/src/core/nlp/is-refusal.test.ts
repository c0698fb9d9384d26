import { expect, test } from 'vitest';
import { foldText } from './fold-text.ts';
import { isRefusal } from './is-refusal.ts';
import { tokenise } from './tokenise.ts';

test.each([
  ["I don't want to talk to a human", true],
  ['please do not cancel my policy', true],
  ['no need to file a claim', true],
  ['not a claim', true],
  ["I'd rather not say", true],
  ["don't you have my number", false],
  ["I don't know my number", false],
  ["I don't understand my policy", false],
  ['my claim was not paid', false],
  ['I want to file a claim', false],
])('%s', (text, refusal) => {
  expect(isRefusal(tokenise(foldText(text)))).toBe(refusal);
});
