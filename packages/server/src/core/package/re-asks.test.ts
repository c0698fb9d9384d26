import { readFileSync } from 'node:fs';
import type { ContextPackage } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { loadLibraryFinders } from '../../adapters/extract/library-finders.ts';
import { readEvalSuite } from '../../eval/eval-suite.ts';
import { START } from '../../testing/make.ts';
import type { DetailOptions } from '../nlp/extract/find-details.ts';
import { answeredInPackage } from './answered-in-package.ts';
import { buildPackage } from './build-package.ts';
import { handoverDialogues, logOf } from './testing/handover-dialogues.ts';
import type { Dialogue, Question } from './testing/handover-dialogues.ts';
import { TOLD_IN_OTHER_WORDS } from './testing/told-in-other-words.ts';

function packageOf(lines: Dialogue['lines'], details: DetailOptions = {}): ContextPackage {
  return buildPackage({
    sessionId: 's',
    reason: 'customer_requested',
    evidence: [],
    customer: { id: 'guest', name: 'Guest', metadata: {} },
    events: logOf(lines),
    guidelines: [],
    details,
  });
}

/** Whether the words that answer it stand in the package under what the question asks for. */
function holds(made: ContextPackage, { kind, answer }: Question): boolean {
  if (kind === 'matter') return made.summary.includes(answer);
  if (kind === 'tried')
    return made.attempted.some(({ text, by }) => by === 'customer' && text.includes(answer));
  const plain = (text: string): string => text.toLowerCase();
  return made.details.some(
    (detail) =>
      detail.kind === kind &&
      (plain(answer).includes(plain(detail.value)) || plain(detail.value).includes(plain(answer))) &&
      detail.value.length >= answer.length / 2,
  );
}

/** Conversations of the insurance example; the answers are the numbers that its customers give. */
function insuranceDialogues(): Dialogue[] {
  const path = new URL('../../../../../examples/insurance/eval.yaml', import.meta.url);
  const { conversations } = readEvalSuite(readFileSync(path, 'utf8'));
  return conversations.map(({ turns }) => {
    const lines = turns.flatMap(({ say, expect: { must_say: said = [] } }) => [
      { by: 'customer' as const, text: say },
      { by: 'ai' as const, text: said.filter((text) => !text.startsWith('/')).join('. ') || 'I see.' },
    ]);
    const questions = turns.flatMap(({ say }): Question[] => [
      ...[...say.matchAll(/\bP-?\d{4}\b/gi)].map(([answer]) => ({
        kind: 'policy' as const,
        question: 'What is your policy number?',
        answer,
      })),
      ...[...say.matchAll(/\bCL[- ]?\d{4}\b/gi)].map(([answer]) => ({
        kind: 'claim' as const,
        question: 'What is your claim number?',
        answer,
      })),
    ]);
    return { language: 'en', lines, questions };
  });
}

interface Asked {
  readonly language: string;
  readonly question: Question;
  readonly made: ContextPackage;
}

function askAll(dialogues: readonly Dialogue[], details: DetailOptions = {}): Asked[] {
  return dialogues.flatMap(({ language, lines, questions }) => {
    const made = packageOf(lines, details);
    return questions.map((question) => ({ language, question, made }));
  });
}

/** What is missing beyond 2 % of all; those that are missing, so that a failure shows them. */
function missingBeyond2Percent(asked: readonly Asked[]): string[] {
  const missing = asked.filter(({ made, question }) => !holds(made, question));
  if (missing.length <= 0.02 * asked.length) return [];
  return missing.map(({ language, question: { kind, answer } }) => `${language} ${kind} ${answer}`);
}

describe('C13 H5.1: the customer does not have to repeat anything', () => {
  test('what 100 customers said in seven languages stands in the package for at least 98 % of questions', () => {
    const asked = askAll(handoverDialogues(100, 7));
    expect(asked.length).toBeGreaterThan(400);
    expect(missingBeyond2Percent(asked)).toEqual([]);
  });

  test('and what others told in words of their own', () => {
    const asked = askAll(TOLD_IN_OTHER_WORDS);
    expect(asked.length).toBeGreaterThan(100);
    expect(missingBeyond2Percent(asked)).toEqual([]);
  });

  test("and what customers tell in the insurance example's conversations", () => {
    const asked = askAll(insuranceDialogues());
    expect(asked.length).toBeGreaterThan(25);
    expect(missingBeyond2Percent(asked)).toEqual([]);
  });

  test('with what libraries find in seven languages at once, too', async () => {
    const languages = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'];
    const now = (): Date => new Date(START / 1000);
    const finders = await loadLibraryFinders({ country: 'DE', languages, now });
    const asked = askAll([...handoverDialogues(100, 9), ...TOLD_IN_OTHER_WORDS], { finders });
    expect(missingBeyond2Percent(asked)).toEqual([]);
  });

  test('an operator who asks all the same is seen doing so, nineteen times of twenty', () => {
    const asked = askAll([...handoverDialogues(100, 8), ...TOLD_IN_OTHER_WORDS]);
    const seen = asked.filter(
      ({ question, made }) => answeredInPackage(question.question, made)?.asked === question.kind,
    );
    expect(seen.length).toBeGreaterThanOrEqual(0.95 * asked.length);
  });
});
