import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HAS_POSTGRES, NO_POSTGRES, TestPostgres } from '../../testing/postgres/open-postgres-fixture.ts';
import { bigintArray, textArray } from './binary-array.ts';

describe.skipIf(!HAS_POSTGRES)(`arrays in binary${HAS_POSTGRES ? '' : `: ${NO_POSTGRES}`}`, () => {
  let server: TestPostgres;
  let url: string;
  let client: Client;
  beforeAll(async () => {
    server = await TestPostgres.start();
    url = await server.createDatabase();
    client = new Client({ connectionString: url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await server.dropDatabase(url);
    await server[Symbol.asyncDispose]();
  });

  test.each([
    ['nothing', []],
    ['null and the empty text', [null, '', null]],
    ['what an array in text would escape', ['{"a":"b\\"c"}', 'NULL', '{1,2}', ' x ', 'a\nb']],
    ['every script', ['ä', '漢字', '🌍', '\u{10FFFF}', 'שלום']],
    ['large ones', ['x'.repeat(100_000), '🌍'.repeat(20_000)]],
  ])('%s arrives as it is', async (_name, values: (string | null)[]) => {
    const { rows } = await client.query('SELECT $1::text[] AS back', [textArray(values)]);
    expect(rows).toEqual([{ back: values }]);
  });

  test('numbers arrive as they are, and null', async () => {
    const values = [0, -1, null, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER];
    values.push(Number.MIN_SAFE_INTEGER, 1_795_000_000_000_000);
    for (const given of [values, []]) {
      const { rows } = await client.query<{ back: (string | null)[] }>('SELECT $1::bigint[] AS back', [
        bigintArray(given),
      ]);
      expect(rows[0]?.back.map((each) => (each === null ? null : Number(each)))).toEqual(given);
    }
  });

  test('NUL and half characters, which text cannot hold, are replaced', async () => {
    const { rows } = await client.query('SELECT $1::text[] AS back', [textArray(['a\0b', 'x\uD800'])]);
    expect(rows).toEqual([{ back: ['a\uFFFDb', 'x\uFFFD'] }]);
  });
});
