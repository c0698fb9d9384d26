import { describe, expect, test } from 'vitest';
import { chooseLanguage } from './choose-language.ts';
import type { LanguageIdentifier } from './choose-language.ts';

const sure: LanguageIdentifier = () => ({ language: 'es', confident: true });
const unsure: LanguageIdentifier = () => ({ language: 'es', confident: false });

describe('the language of a conversation', () => {
  test.each<[string, string, string | null, LanguageIdentifier | null, string | null]>([
    ['a certain message sets it', 'zapatos rojos talla cuarenta', null, sure, 'es'],
    ['a certain message changes it', 'zapatos rojos talla cuarenta', 'en', sure, 'es'],
    ['an uncertain one does not', 'zapatos rojos talla cuarenta', 'en', unsure, 'en'],
    [
      'an uncertain one that small words agree with does',
      'quiero cancelar mi pedido por favor',
      'en',
      unsure,
      'es',
    ],
    [
      'at the start an uncertain guess is better than none',
      'zapatos rojos talla cuarenta',
      null,
      unsure,
      'es',
    ],
    ['two words never change it', 'zapatos rojos', 'en', sure, 'en'],
    ['numbers and addresses are no words', 'AB-1234 jo@example.es 12345', 'en', sure, 'en'],
    [
      'small words do where there is no identifier',
      'ich habe eine Frage zu meiner Rechnung',
      'en',
      null,
      'de',
    ],
    ['a script tells it at once', '我要退款', 'en', null, 'zh'],
    ['nothing known, nothing said', 'ok', null, null, null],
  ])('%s', (_, text, previous, identify, expected) => {
    expect(chooseLanguage(text, previous, [], identify)).toBe(expected);
  });

  test('a language that nobody answers in is not chosen by its small words', () => {
    expect(chooseLanguage('ik heb een vraag over mijn rekening', 'en', ['en', 'de'], null)).toBe('en');
  });
});
