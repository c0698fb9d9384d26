import { beforeAll, describe, expect, test } from 'vitest';
import { chooseLanguage } from '../../core/nlp/language/choose-language.ts';
import { EldIdentifier } from './eld-identifier.ts';

const eld = new EldIdentifier();
const ALLOWED = ['en', 'es', 'fr', 'de', 'pt', 'it'];

test('before it is loaded there is no identifier', () => {
  expect(eld.identifier).toBeNull();
});

describe('loaded', () => {
  beforeAll(async () => {
    await eld.load();
  });

  test.each([
    ['en', 'Where is the parcel I ordered last week?'],
    ['es', 'Hace dos semanas que espero el paquete'],
    ['fr', 'Mon colis est toujours bloqué depuis lundi'],
    ['de', 'Seit zwei Wochen warte ich auf mein Paket'],
    ['pt', 'Faz duas semanas que espero a encomenda'],
    ['it', 'Aspetto il pacco da due settimane'],
  ])('%s: %s', (language, text) => {
    expect(eld.identifier?.(text, ALLOWED)).toEqual({ language, confident: true });
  });

  test('only among the languages allowed', () => {
    expect(eld.identifier?.('Seit zwei Wochen warte ich auf mein Paket', ['en', 'fr'])?.language).not.toBe(
      'de',
    );
  });

  test('a conversation keeps its language over a short answer', () => {
    expect(chooseLanguage('no, gracias', 'en', ALLOWED, eld.identifier)).toBe('en');
  });
});
