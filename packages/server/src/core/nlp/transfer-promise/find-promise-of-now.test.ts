import { describe, expect, test } from 'vitest';
import { transitionText, turnFailedText, delayText, reminderText } from '../../handoff/customer-text.ts';
import { DESK_TEXTS } from '../../handoff/texts/texts-in.ts';
import type { Outlook } from '../../waiting/outlook.ts';
import { NO_OUTLOOK } from '../../waiting/outlook.ts';
import { findPromiseOfNow } from './find-promise-of-now.ts';

const NOW = Date.UTC(2026, 0, 10, 12) * 1000;
const ALL = ['wait', 'callback', 'email', 'ai'] as const;
const placed = (over: Partial<Outlook>): Outlook => ({
  ...NO_OUTLOOK,
  told: { at: NOW, position: 3, range: null },
  alternatives: ALL,
  free: false,
  ...over,
});
/** Everything that can stand between a customer and a person who comes now. */
const NOBODY_NOW: readonly (readonly [string, Outlook])[] = [
  ['closed', placed({ why: 'closed', opensAt: NOW + 45 * 3600e6, zone: 'Europe/Berlin' })],
  ['closed for good', placed({ why: 'closed' })],
  ['nobody here', placed({ why: 'nobody-present' })],
  [
    'a long wait',
    placed({ why: 'long-wait', told: { at: NOW, position: 9, range: { from: 600, to: 1200 } } }),
  ],
  ['too long already', placed({ why: 'service-level-passed' })],
  ['all are busy', placed({ alternatives: [] })],
];

describe('H4.5 C7: where nobody can come now, nobody is promised for now', () => {
  const cases = Object.keys(DESK_TEXTS).flatMap((language) =>
    NOBODY_NOW.map(([name, outlook]) => [language, name, outlook] as const),
  );
  test.each(cases)('in no text of the desk: %s, %s', (language, _name, outlook) => {
    const { texts } = { texts: DESK_TEXTS[language]! };
    const told = [transitionText, turnFailedText, delayText, reminderText].map((text) =>
      text(language, outlook),
    );
    for (const text of [...told, texts.transferred, texts.requeued, texts.later]) {
      expect(text).not.toContain(texts.now);
      if (text !== texts.transferred && text !== texts.requeued) expect(findPromiseOfNow(text)).toBeNull();
    }
  });

  test.each(Object.entries(DESK_TEXTS))(
    'the words for somebody who is free are known for what they are: %s',
    (_language, { now }) => {
      expect(findPromiseOfNow(now)).not.toBeNull();
    },
  );

  test.each([
    "I'm connecting you now.",
    "I'm connecting you to a person from our team.",
    'Connecting you with an agent now.',
    'Please hold on, I am transferring you to a colleague.',
    'A colleague will take over right away.',
    'Ich verbinde Sie jetzt mit einem Kollegen.',
    'Ich verbinde Sie mit einem Mitarbeiter.',
    'Einen Moment, ich leite Sie sofort an einen Kollegen weiter.',
    'Le paso ahora con un agente.',
    'Le transfiero con un compañero.',
    'Je vous transfère maintenant à un conseiller.',
    'Je vous mets en relation avec un conseiller.',
    'La metto subito in contatto con un operatore.',
    'La trasferisco a un operatore.',
    'Vou transferir você agora para um atendente.',
    'Ik verbind u nu door met een medewerker.',
    'Już łączę z konsultantem.',
  ])('a model’s words: %s', (text) => {
    expect(findPromiseOfNow(text)).not.toBeNull();
    expect(findPromiseOfNow(`We are closed until Monday. ${text}`)).not.toBeNull();
  });

  test.each([
    'Our team is back on Monday at 9; a person will take over then.',
    'A colleague will take over as soon as we are open again.',
    'Ein Mensch aus unserem Team übernimmt, sobald wir wieder da sind.',
    'Una persona del equipo le atenderá en cuanto volvamos a abrir.',
    'Un conseiller prendra le relais dès que possible.',
    'Nobody is free right now. You can leave your number.',
    'Your claim is open.',
  ])('is none: %s', (text) => {
    expect(findPromiseOfNow(text)).toBeNull();
  });
});
