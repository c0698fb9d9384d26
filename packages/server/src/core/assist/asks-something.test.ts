import { describe, expect, test } from 'vitest';
import { asksSomething } from './asks-something.ts';

describe('asks or wants something', () => {
  test.each([
    'where is my parcel',
    'Hello. I want to return my shoes.',
    'It does not work. Can you help',
    'necesito cambiar la fecha',
    'Hola, quisiera devolver los zapatos',
    'ich möchte mein Geld zurück',
    'und wie lange dauert das',
    'je voudrais annuler',
    'vorrei un rimborso',
    'gostaria de cancelar',
    'ik wil mijn geld terug',
    'chcę zwrócić buty',
    'どうやって？',
  ])('%s', (text) => expect(asksSomething(text)).toBe(true));
});

describe('asks nothing', () => {
  test.each(['thanks', 'Ok, great!', 'P-1001', 'It is Anna Smith.', 'gracias', 'Vielen Dank', ''])(
    '%s',
    (text) => expect(asksSomething(text)).toBe(false),
  );
});
