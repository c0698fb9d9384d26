import type { ContextPackage, KeyDetail } from '@baton/protocol';
import { describe, expect, test } from 'vitest';
import { answeredInPackage } from './answered-in-package.ts';
import { askedFor } from './asked-for.ts';
import { buildPackage } from './build-package.ts';

const DETAILS: readonly KeyDetail[] = [
  { kind: 'policy', value: 'P-1001', offset: 3 },
  { kind: 'claim', value: 'CL-2041', offset: 3 },
  { kind: 'order', value: 'A-12345', offset: 3 },
  { kind: 'invoice', value: 'INV-2024-1', offset: 3 },
  { kind: 'email', value: 'kim@x.org', offset: 3 },
  { kind: 'phone', value: '030 901820', offset: 3 },
  { kind: 'amount', value: '€30', offset: 3 },
  { kind: 'date', value: '3 May', offset: 3 },
  { kind: 'name', value: 'Kim Lee', offset: 3 },
];

function full(over: Partial<ContextPackage> = {}): ContextPackage {
  const made = buildPackage({
    sessionId: 's',
    reason: 'api',
    evidence: [],
    customer: { id: 'guest', name: 'Guest', metadata: {} },
    events: [],
    guidelines: [],
  });
  return {
    ...made,
    summary: 'The customer wrote: “My parcel is lost.”',
    details: [...DETAILS],
    attempted: [{ text: 'I restarted it twice.', offset: 5, by: 'customer' }],
    ...over,
  };
}

describe('a question whose answer stands in the package is seen', () => {
  test.each([
    ['What is your policy number?', 'policy'],
    ["Hi Kim! What's your policy number, please?", 'policy'],
    ['Could you tell me your policy number?', 'policy'],
    ['Please send me the number of your policy', 'policy'],
    ['I need your claim number.', 'claim'],
    ['May I have your order number?', 'order'],
    ['which order is it about?', 'order'],
    ['Can you give me the booking reference?', 'order'],
    ['Do you have an invoice number?', 'invoice'],
    ['What is your e-mail address?', 'email'],
    ['Which email did you register with?', 'email'],
    ['Could I get your phone number?', 'phone'],
    ['Can I have your full name?', 'name'],
    ['Who am I speaking with?', 'name'],
    ['When did it happen?', 'date'],
    ['Since when does it not work?', 'date'],
    ['How much did you pay?', 'amount'],
    ['What have you tried so far?', 'tried'],
    ['Have you already tried anything?', 'tried'],
    ['What seems to be the problem?', 'matter'],
    ['Hello, how can I help you today?', 'matter'],
    ['¿Cuál es su número de póliza?', 'policy'],
    ['¿Cuándo ocurrió?', 'date'],
    ['¿Me da su correo electrónico, por favor?', 'email'],
    ['Wie lautet Ihre Policennummer?', 'policy'],
    ['Können Sie mir bitte Ihre Bestellnummer nennen?', 'order'],
    ['Wann ist das passiert?', 'date'],
    ['Was haben Sie bereits versucht?', 'tried'],
    ['Quel est votre numéro de commande ?', 'order'],
    ['Quand est-ce arrivé ?', 'date'],
    ['Comment vous appelez-vous ?', 'name'],
    ['Qual è il suo numero di polizza?', 'policy'],
    ['Quando è successo?', 'date'],
    ['Qual é o número da encomenda?', 'order'],
    ['O que já tentou?', 'tried'],
    ['Wat is uw bestelnummer?', 'order'],
    ['Wanneer is het gebeurd?', 'date'],
    ['Wat is uw e-mailadres?', 'email'],
  ])('%s', (question, asked) => {
    expect(answeredInPackage(question, full())?.asked).toBe(asked);
  });

  test('with what stood there and where', () => {
    expect(answeredInPackage('What is your policy number?', full())).toEqual({
      asked: 'policy',
      answer: 'P-1001',
      offset: 3,
    });
  });

  test("in the customer's record too", () => {
    const customer = { id: 'c1', name: 'Kim Lee', metadata: { Email: 'kim@y.org' } };
    const made = full({ details: [], customer });
    expect(answeredInPackage('What is your name?', made)).toEqual({
      asked: 'name',
      answer: 'Kim Lee',
      offset: null,
    });
    expect(answeredInPackage('Which e-mail address do you use?', made)?.answer).toBe('kim@y.org');
  });
});

describe('what is no such question is not taken for one', () => {
  test.each([
    'I have your policy number in front of me.',
    'Your policy number is P-1001, is that right?',
    'Is it still kim@x.org?',
    'What is your new policy number?',
    'Do you have another phone number?',
    'Would you like to change your e-mail address?',
    'I will send it to your e-mail.',
    'Can I send it to your email?',
    'Shall I call you on your phone?',
    'Did you get the email?',
    'Have you received our e-mail?',
    'What does your policy say about water damage?',
    'What is your opinion of our policy on refunds?',
    'Why is the policy number needed?',
    'Your order has been shipped.',
    'When would you like to be called?',
    'When can the technician come?',
    'How much is it worth to you? Just kidding.',
    'Have you tried our new app?',
    'Is there anything else I can help you with?',
    'How can I help you further?',
    'What else can I do for you?',
    'I see that you tried restarting it.',
    'Thank you for your patience!',
    'What colour is the box?',
    'Ich schicke es an Ihre E-Mail.',
    'Haben Sie eine andere Telefonnummer?',
    '¿Tiene otro número de pedido?',
    'Je vous envoie un courriel.',
    'Posso aiutarla con altro?',
    '',
  ])('%s', (text) => {
    expect(answeredInPackage(text, full())).toBeNull();
  });

  test('nor is a question whose answer is not there', () => {
    const bare = full({ details: [], attempted: [], summary: 'The customer wrote: “a human please”.' });
    for (const question of [
      'What is your policy number?',
      'What is your name?',
      'When did it happen?',
      'What have you tried?',
      'What is the problem?',
    ])
      expect(answeredInPackage(question, bare)).toBeNull();
  });

  test('nor one whose answer was put right to nothing', () => {
    const correction = {
      line: 'details/0',
      before: 'P-1001',
      after: null,
      by: 'customer' as const,
      author: null,
      creation_utc: '2026-01-05T09:00:00.000000Z',
    };
    expect(answeredInPackage('What is your policy number?', full({ corrections: [correction] }))).toBeNull();
  });
});

test('long hostile questions take no time', () => {
  const began = performance.now();
  for (const unit of ['what is ', 'your ', 'e', '?', 'policy number ', 'a b', '¿', 'of the '])
    askedFor(unit.repeat(4000));
  expect(performance.now() - began).toBeLessThan(1000);
});
