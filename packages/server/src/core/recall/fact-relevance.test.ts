import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../testing/regex-steps.ts';
import { seeded } from '../../testing/seeded.ts';
import { askedKinds, toldKinds } from './fact-kinds.ts';
import { AskedFact } from './fact-relevance.ts';

const relevance = (question: string, fact: string): number =>
  new AskedFact(question, new Set()).relevance(fact);

describe('H8.4 what a question asks for and what a sentence tells', () => {
  test.each<[string, string[]]>([
    ['When does it come?', ['when']],
    ['¿Cuánto tiempo tengo?', ['when']],
    ['¿Cuánto cuesta?', ['how-much']],
    ['Wie viel kostet das?', ['how-much']],
    ['Wie lange dauert das?', ['when']],
    ['Wie behandelt mijn klacht?', ['who']],
    ['Wie ist das?', []],
    ['Où sont les clés ?', ['where']],
    ['Do you have one or two?', []],
    ['Perché è in ritardo?', ['why']],
    ['wat was het e-mailadres?', ['email']],
    ['Which code do I use?', ['number']],
  ])('%s', (question, kinds) => {
    expect([...askedKinds(question)]).toEqual(kinds);
  });

  test.each<[string, string]>([
    ['It comes on Thursday.', 'when'],
    ['Sie haben 30 Tage Zeit.', 'when'],
    ['Le devolveremos 85,50 euros.', 'how-much'],
    ['Write to help@shop.example.', 'email'],
    ['Call 030 5557788.', 'phone'],
    ['Your case is KX-48213.', 'number'],
    ['We are at Mill Lane 7.', 'where'],
    ['Herr Okafor macht das.', 'who'],
    ['It is late because of a strike.', 'why'],
  ])('%s', (fact, kind) => {
    expect(toldKinds(fact)).toContain(kind);
  });

  test('the fact of the kind that is asked for goes before another about the same', () => {
    const question = 'When will I get my refund?';
    const when = relevance(question, 'The refund comes on 14 March.');
    expect(when).toBeGreaterThan(relevance(question, 'The refund is 85.50 euros.'));
    expect(when).toBeGreaterThan(relevance(question, 'The technician comes on Thursday.'));
  });

  test('a word of another language or of the customer’s own stands for the same', () => {
    expect(relevance('Wann kommt mein Geld?', 'The refund comes on 14 March.')).toBeGreaterThan(0.6);
    expect(relevance('where do I send the pictures', 'Send the photos to a@b.example.')).toBe(1);
  });

  test('what is about something else answers nothing', () => {
    expect(relevance('Do you sell garden furniture?', 'The refund comes on 14 March.')).toBe(0);
    expect(relevance('', 'The refund comes on 14 March.')).toBe(0);
  });
});

describe('hostile text', () => {
  test.each(['A', 'A.', 'A-', 'a ', '1', "A'", '7 rue ', 'Mr ', ' '])(
    '%j repeated takes bounded time',
    (unit) => {
      const steps = (length: number): number => stepsOf(() => toldKinds(unit.repeat(length / unit.length)));
      expect(steps(960)).toBeLessThan(2.4 * steps(480) + 5000);
      expect(steps(30_000)).toBeLessThan(1.1 * steps(1200) + 5000);
    },
  );

  test('whatever is asked and said, it is between 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.string({ maxLength: 80 }),
        (question, fact) => {
          const value = relevance(question, fact);
          expect(value >= 0 && value <= 1).toBe(true);
        },
      ),
      seeded(300),
    );
  });
});
