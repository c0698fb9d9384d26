import { describe, expect, test } from 'vitest';
import { findDetails } from './find-details.ts';

describe('H5.1 what a message names', () => {
  test.each<[string, string[]]>([
    ['see https://shop.example/p/12?x=1.', ['url https://shop.example/p/12?x=1']],
    ['mi pedido 778812 y la factura F-2231', ['order 778812', 'invoice F-2231']],
    ['ma commande numéro 556677', ['order 556677']],
    ['Bestellung Nr. 99112', ['order 99112']],
    ['la mia polizza n. 445566', ['policy 445566']],
    ['je m’appelle Zoé Dupont', ['name Zoé Dupont']],
    ['me llamo Ana García López', ['name Ana García López']],
    ['Ich heiße Jörg Müller', ['name Jörg Müller']],
    ['el 3 de febrero de 2025', ['date 3 de febrero de 2025']],
    ['am 3. März', ['date 3. März']],
    ['R$ 120,50 oder 15 Franken, 20 CHF', ['amount R$ 120,50', 'amount 15 Franken', 'amount 20 CHF']],
  ])('%s', (text, expected) => {
    expect(findDetails(text).map(({ kind, value }) => `${kind} ${value}`)).toEqual(expected);
  });

  test('identifiers in the company’s own format, however they were typed', () => {
    const ids = [{ kind: 'order' as const, pattern: /^TX-\d{5}$/ }];
    expect(findDetails('it is tx-12345', { ids })).toEqual([
      { kind: 'order', value: 'tx-12345', normal: 'TX-12345', start: 6, end: 14 },
    ]);
  });

  test('where a detail stands', () => {
    const [detail] = findDetails('mail jo@example.org please');
    expect(detail).toMatchObject({ kind: 'email', start: 5, end: 19 });
  });
});
