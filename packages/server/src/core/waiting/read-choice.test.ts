import { describe, expect, test } from 'vitest';
import { readChoice } from './read-choice.ts';

/** Saturday, 10 January 2026, 12:00 in Berlin. */
const NOW = Date.UTC(2026, 0, 10, 11) * 1000;
const BERLIN = { asked: null, now: NOW, zone: 'Europe/Berlin' };
const berlin = (day: number, hour: number, minute = 0): number =>
  Date.UTC(2026, 0, day, hour - 1, minute) * 1000;

describe('H7.1: what somebody who waits chooses in his own words', () => {
  test.each([
    ['just e-mail me at a@b.com', 'email', 'a@b.com'],
    ['please email me instead: kim.lee@example.co.uk', 'email', 'kim.lee@example.co.uk'],
    ['Ok, can you write me at kim@example.com?', 'email', 'kim@example.com'],
    ['Send me an email', 'email', null],
    ['email please', 'email', null],
    ["I'd rather get an email", 'email', null],
    ['an email would be fine', 'email', null],
    ["I'd rather have a call back", 'callback', null],
    ['Ich hätte gerne einen Rückruf', 'callback', null],
    ['Ich hätte gerne eine E-Mail', 'email', null],
    ['Ich bitte um Rückruf', 'callback', null],
    ['Bitte um Rückruf', 'callback', null],
    ["I'd prefer an email, kim@example.com", 'email', 'kim@example.com'],
    ['Schreiben Sie mir bitte an kim@example.de', 'email', 'kim@example.de'],
    ['Lieber per E-Mail', 'email', null],
    ['Escríbame un correo a kim@example.es', 'email', 'kim@example.es'],
    ['Envoyez-moi un mail à kim@example.fr svp', 'email', 'kim@example.fr'],
    ['Mi scriva una mail a kim@example.it', 'email', 'kim@example.it'],
    ['Envie-me um e-mail para kim@example.pt', 'email', 'kim@example.pt'],
    ['Mail me maar op kim@example.nl', 'email', 'kim@example.nl'],
    ['call me back on +49 30 1234567', 'callback', '+49301234567'],
    ['Could you call me at 030 1234567 please?', 'callback', '0301234567'],
    ['a callback please', 'callback', null],
    ["never mind, I'd like a call back", 'callback', null],
    ['Bitte rufen Sie mich zurück', 'callback', null],
    ['Können Sie mich unter 0171 2345678 anrufen?', 'callback', '01712345678'],
    ['Llámeme al +34 600 123 456', 'callback', '+34600123456'],
    ['Rappelez-moi au 06 12 34 56 78', 'callback', '0612345678'],
    ['Mi richiami al 333 1234567', 'callback', '3331234567'],
    ['Ligue-me para 912 345 678', 'callback', '912345678'],
    ['Bel me terug op 0612345678', 'callback', '0612345678'],
    ['forget it, go on with the bot', 'ai', null],
    ["let's continue with the assistant", 'ai', null],
    ["I don't need a person anymore", 'ai', null],
    ['Mach mit dem Bot weiter', 'ai', null],
    ['Weiter mit dem Bot bitte', 'ai', null],
    ['Prefiero seguir con el bot', 'ai', null],
    ['Je préfère continuer avec le bot', 'ai', null],
    ['Continuiamo con il bot', 'ai', null],
    ['Vamos continuar com o bot', 'ai', null],
    ['Laten we verder met de bot', 'ai', null],
  ] as const)('%s', (text, choice, address) => {
    expect(readChoice(text, BERLIN)).toMatchObject({ choice, address });
  });

  test.each([
    ['call me tomorrow at 10 on +49 30 1234567', berlin(11, 10), false],
    ['ruf mich morgen um 10 an +49 30 1234567', berlin(11, 10), false],
    ['Rufen Sie mich bitte um 15:30 Uhr an, 030 1234567', berlin(10, 15, 30), false],
    ['call me at 3pm, 030 1234567', berlin(10, 15), false],
    ['call me at 3', berlin(10, 15), false],
    ['call me at 9', berlin(11, 9), false],
    ['call me in 2 hours', berlin(10, 14), false],
    ['call me on Monday at 9:15', berlin(12, 9, 15), false],
    ['call me tomorrow', berlin(11, 9), true],
    ['Llámeme el lunes a las 11', berlin(12, 11), false],
    ['Rappelez-moi demain à 14h30', berlin(11, 14, 30), false],
    ['Mi chiami domani alle 16', berlin(11, 16), false],
    ['Ligue-me amanhã às 9', berlin(11, 9), false],
    ['Bel me morgen om 11 uur', berlin(11, 11), false],
  ])('with its time: %s', (text, at, wholeDay) => {
    expect(readChoice(text, BERLIN)?.at).toEqual({ at, wholeDay });
  });

  test.each([
    ['you can call me Kim'],
    ['call me crazy but it worked yesterday'],
    ["don't call me, my number is 030 1234567"],
    ['they call me at night'],
    ['you said you would call me back'],
    ['when will you call me?'],
    ['why did nobody call me back on 030 1234567'],
    ['if you call me I will not answer'],
    ['call me or e-mail me'],
    ['my e-mail is kim@example.com'],
    ['I got an email from billing@example.com'],
    ['Did you e-mail me at kim@example.com?'],
    ['never e-mail me again'],
    ['I would rather not get an email'],
    ['an email would be fine if I could find it'],
    ['Ich hätte gerne gewusst, wann der Rückruf kommt'],
    ['the email you sent me is empty'],
    ['my phone number changed to 030 1234567'],
    ['the bot sent me here'],
    ['I do not want to go on with the bot'],
    ['forget it'],
    ['never mind'],
    ['the call dropped'],
    ['I will call you'],
    ['call me next week'],
    ['call me this evening'],
    ['call me at 25'],
    ['e-mail me at a@b.com or c@d.com'],
    ['Rufen Sie mich nicht an'],
    ['Wann rufen Sie mich an?'],
    ['Meine E-Mail ist kim@example.de'],
    ['Sie haben mich gestern angerufen'],
    ['No me llame'],
    ['¿Cuándo me va a llamar?'],
    ['Ne m’appelez pas'],
    ['Pourquoi ne pas me rappeler ?'],
    ['Non mi chiami'],
    ['Não me ligue'],
    ['Bel me niet'],
    ['Guten Morgen'],
    ['still waiting'],
    [`please e-mail me at a@b.com ${'and '.repeat(100)}`],
  ])('chooses nothing: %s', (text) => {
    expect(readChoice(text, BERLIN)).toBeNull();
  });

  test('whoever was asked for an address and writes one has answered', () => {
    expect(readChoice('kim@example.com', { ...BERLIN, asked: 'email' })).toMatchObject({
      choice: 'email',
      address: 'kim@example.com',
    });
    expect(readChoice('sure, it is 030 1234567', { ...BERLIN, asked: 'callback' })).toMatchObject({
      choice: 'callback',
      address: '0301234567',
    });
    expect(readChoice('kim@example.com', { ...BERLIN, asked: 'callback' })).toBeNull();
    expect(readChoice('kim@example.com', BERLIN)).toBeNull();
  });

  test('long and hostile texts cost nothing', () => {
    const started = performance.now();
    for (const text of ['call me '.repeat(37), '+1 '.repeat(99), '@'.repeat(300), 'mich '.repeat(60)])
      readChoice(text, BERLIN);
    expect(performance.now() - started).toBeLessThan(100);
  });
});
