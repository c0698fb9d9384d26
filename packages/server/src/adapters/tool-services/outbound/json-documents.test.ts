import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JsonDocuments } from './json-documents.ts';

function read(chunks: readonly Uint8Array[], mostBytes = 1_000_000): object[] {
  const documents = new JsonDocuments(mostBytes);
  const values = chunks.flatMap((chunk) => [...documents.push(chunk)].map(({ value }) => value));
  documents.end();
  return values;
}

/** Cuts bytes at these places. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...ends].map((start, index) => bytes.subarray(start, ends[index] ?? bytes.length));
}

describe('documents in a stream', () => {
  test('are the same wherever the network cuts it', () => {
    const object = fc.dictionary(
      fc.string({ unit: 'binary' }),
      fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 }),
    );
    const space = fc.constantFrom('', ' ', '\n', '\r\n\t');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(object, space), { maxLength: 6 }),
        fc.array(fc.nat(10_000), { maxLength: 40 }),
        (parts, places) => {
          const texts = parts.map(([value, between]) => JSON.stringify(value) + between);
          const expected = parts.map(([value]) => JSON.parse(JSON.stringify(value)) as object);
          expect(read(cut(Buffer.from(texts.join('')), places))).toEqual(expected);
        },
      ),
    );
  });

  test('one byte at a time', () => {
    const bytes = Buffer.from('{"a":"}{\\"\\\\"}{"b":["é🎒"]}');
    expect(read(cut(bytes, [...bytes.keys()]))).toEqual([{ a: '}{"\\' }, { b: ['é🎒'] }]);
  });

  test('tell how many bytes they have', () => {
    const documents = new JsonDocuments(100);
    expect([...documents.push(Buffer.from(' {"a":"é"} '))].map(({ bytes }) => bytes)).toEqual([10]);
  });

  test.each([
    ['[1]', 'not a stream of JSON objects'],
    ['{} x', 'not a stream of JSON objects'],
    ['{}}', 'not a stream of JSON objects'],
    ['{a}', 'not JSON'],
    ['{"a":]}', 'not JSON'],
    ['{"a":1', 'ends within a document'],
    ['{"a":"', 'ends within a document'],
    ['{"a":'.repeat(65), 'nested too deeply'],
    [`{"a":"${'x'.repeat(100)}"}`, 'more than 100 bytes'],
  ])('%s is refused', (text, why) => {
    expect(() => read([Buffer.from(text)], text.length > 330 ? 1_000_000 : 100)).toThrow(why);
  });

  test('that are not UTF-8 are refused', () => {
    const bytes = Uint8Array.of(...Buffer.from('{"a":"'), 0xff, ...Buffer.from('"}'));
    expect(() => read([bytes])).toThrow('not UTF-8');
  });

  test('a document without end is refused before it is kept', () => {
    const documents = new JsonDocuments(1000);
    const push = (): void => {
      for (let i = 0; i < 200; i++) Array.from(documents.push(Buffer.from('{"a":"xxxxx')));
    };
    expect(push).toThrow('more than 1000 bytes');
  });
});
