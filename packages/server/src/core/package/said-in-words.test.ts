import { describe, expect, test } from 'vitest';
import { START } from '../../testing/make.ts';
import type { Detail } from '../nlp/extract/find-details.ts';
import { findDetailsSaid } from './find-details-said.ts';
import { findKeyDetails } from './key-details.ts';
import { spokenDates } from './spoken-dates.ts';
import { triedByCustomer } from './tried-by-customer.ts';

function found(text: string): string[] {
  return findKeyDetails(text, 0).map(({ kind, value }) => `${kind} ${value}`);
}

/** What a customer's answer to a question of the AI is taken for. */
function answered(question: string, answer: string): string[] {
  const said = [
    { by: 'ai', text: question, offset: 0 },
    { by: 'customer', text: answer, offset: 1 },
  ] as const;
  return findDetailsSaid(said).map(({ kind, value }) => `${kind} ${value}`);
}

describe('H5.1: days in words, with the day they mean', () => {
  // START is a Monday, 5 January 2026.
  test.each<[string, string, string | null]>([
    ['It broke yesterday.', 'yesterday', '2026-01-04'],
    ['since last Friday', 'last Friday', '2026-01-02'],
    ['Es war vorgestern', 'vorgestern', '2026-01-03'],
    ['three days ago', 'three days ago', '2026-01-02'],
    ['fue ayer por la tarde', 'ayer', '2026-01-04'],
    ["c'était hier soir", 'hier soir', '2026-01-04'],
    ['vor zwei Wochen', 'vor zwei Wochen', null],
    ['twee weken geleden', 'twee weken geleden', null],
    ['na terça-feira', 'na terça-feira', null],
  ])('%s', (text, value, day) => {
    const [first] = spokenDates(text, START);
    expect([first?.value, first?.normal]).toEqual([value, day]);
  });

  test.each([
    'I saw a friar',
    'my holiday plans',
    'die Tagesschau',
    'Sundays child',
    'Alltag',
    'ma vie',
    'the Mondayish mood',
  ])('none in %j', (text) => {
    expect(spokenDates(text, START)).toEqual([]);
  });
});

describe('H5.1: what the question makes of a short answer', () => {
  test.each<[string, string, string[]]>([
    ['What is your policy number?', '778123', ['policy 778123']],
    ['What is your policy number?', 'it is 77 81 23', ['policy 77 81 23']],
    ['What is your order number?', 'sure: 55512345', ['order 55512345']],
    ['When was it, and what is your order number?', 'at 10pm. 4471 8890 21', ['order 4471 8890 21']],
    ['Wie lautet Ihre Bestellnummer?', '99887', ['order 99887']],
    ['What is your name?', "I'm anna berg.", ['name anna berg']],
    ['Wie ist Ihr Name?', 'Müller', ['name Müller']],
    ['What is your name?', 'why do you need it', []],
    ['What is your name?', 'I want a human', []],
    ['What is your name?', 'no', []],
    ['When did it happen?', 'around ten at night', ['date around ten at night']],
    ['When did it happen?', 'no idea', []],
    ['How much did you pay?', '49.90', ['amount 49.90']],
    ['What is your phone number?', '12345', ['phone 12345']],
    ['What is your email?', 'none', []],
    ['What is your policy number?', 'I do not know', []],
    ['Shall I order a pizza?', 'table 12', []],
  ])('%s %s', (question, answer, expected) => {
    expect(answered(question, answer)).toEqual(expected);
  });

  test('a long message is no short answer', () => {
    expect(answered('What is your name?', 'well '.repeat(40))).toEqual([]);
  });
});

describe('H5.1: of what a number is', () => {
  test.each<[string, string[]]>([
    ['mi póliza es la 5567001', ['policy 5567001']],
    ['Order number? I have two, 88123 and 88177', ['order 88123', 'order 88177']],
    ['cl 2042 and p1003', ['claim cl 2042', 'policy p1003']],
    ['serial SN12345678', ['number SN12345678']],
    ['call me on 5551234567', ['phone 5551234567']],
    ['polisnummer 64693649', ['policy 64693649']],
    ['Policy: HOME/22/8871', ['policy HOME/22/8871']],
    ['and/or this', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

test('H5.1: what a library takes for a phone is still of the noun before it', () => {
  const phones = (text: string): Detail[] =>
    [...text.matchAll(/\d{9}/g)].map(({ 0: value, index: start }) => ({
      kind: 'phone',
      value,
      normal: `+34${value}`,
      start,
      end: start + value.length,
    }));
  const kinds = (text: string): unknown[] =>
    findKeyDetails(text, 0, { finders: [phones] }).map(({ kind, normal }) => [kind, normal]);
  expect(kinds('mi póliza es la 612334455')).toEqual([['policy', undefined]]);
  expect(kinds('llámame al 612334455')).toEqual([['phone', '+34612334455']]);
});

test('H5.1: what a library takes for a date or a phone is one only where it can be', () => {
  const whole = (kind: Detail['kind'], value: string) => (text: string) => {
    const start = text.indexOf(value);
    return start < 0 ? [] : [{ kind, value, normal: 'x', start, end: start + value.length }];
  };
  const finders = [
    whole('date', 'Zo'),
    whole('date', 'Sam'),
    whole('date', '14.50'),
    whole('phone', '14.50'),
    whole('date', 'hier'),
    whole('date', 'in three weeks'),
    whole('date', 'in a'),
  ];
  const kinds = (text: string): string[] =>
    findKeyDetails(text, 0, { finders }).map(({ kind, value }) => `${kind} ${value}`);
  expect(kinds("C'est Zoé")).toEqual([]);
  expect(kinds('Sam is here')).toEqual([]);
  expect(kinds('it was 14.50')).toEqual([]);
  expect(kinds('ich bin hier im Chat')).toEqual([]);
  expect(kinds('my car was hit in a car park')).toEqual([]);
  expect(kinds('it starts in three weeks')).toEqual(['date in three weeks']);
});

describe('H5.1: names as people give them', () => {
  test.each<[string, string[]]>([
    ["Hi, I'm Priya Raman and I wait", ['name Priya Raman']],
    ['name is Sam Whitfield', ['name Sam Whitfield']],
    ['hier ist Tobias Krämer.', ['name Tobias Krämer']],
    ["I'm Very angry", []],
    ['I am Happy', []],
    ['my name is not important', []],
    ['the name of the product is wrong', []],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

describe('H5.1: what the customer has tried himself', () => {
  test.each([
    'I already restarted it',
    "I've tried everything",
    'we checked the cables',
    'Ich habe es schon dreimal versucht',
    'habe ich schon probiert',
    'Ya llamé dos veces',
    'ya he reiniciado el router',
    "J'ai déjà écrit",
    'Ho già chiamato',
    'já tentei tudo',
    'ik heb al drie keer gebeld',
    'also cleared the cache',
    'i wrote to support on sunday',
    'hab schon beim Nachbarn gefragt',
  ])('%s', (text) => {
    expect(triedByCustomer(`Hello. ${text}. And now?`)).toEqual([`${text}.`]);
  });

  test.each([
    'I have not tried it yet',
    "I haven't restarted it",
    'I already told you my name is not important?',
    'Have you tried it?',
    'I am tired',
    'Ich habe es noch nicht versucht',
    'Ya que estoy aquí',
    'I just want a human',
    'I tried',
  ])('not: %s', (text) => {
    expect(triedByCustomer(text).filter((each) => each !== 'I tried')).toEqual([]);
  });
});
