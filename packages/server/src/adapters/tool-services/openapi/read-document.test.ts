import { expect, test } from 'vitest';
import { readDocument } from './read-document.ts';
import { readOperations } from './read-operations.ts';

const laughs = [
  'a: &a [x]',
  ...'bcdefghi'.split('').map((name, i) => `${name}: &${name} [${`*${'abcdefgh'[i]},`.repeat(9)}]`),
];

test.each([
  ['', 'no OpenAPI document'],
  ['[]', 'no OpenAPI document'],
  ['{"swagger":"2.0"}', 'not of OpenAPI 3'],
  ['{"openapi":3}', 'not of OpenAPI 3'],
  ['{"openapi":', 'neither JSON nor YAML'],
  ['a: [', 'neither JSON nor YAML'],
  [`openapi: 3.0.0\n${laughs.join('\n')}`, 'neither JSON nor YAML'],
  [`openapi: 3.0.0\nx: "${'x'.repeat(600_000)}"`, 'at most 524288 characters'],
  ['[[[[', 'neither JSON nor YAML'],
])('%.40s is no description', async (text, why) => {
  await expect(readDocument(text)).rejects.toThrow(why);
});

test('one that takes the parser a minute is given up', async () => {
  await expect(readDocument('!a '.repeat(100_000), 200)).rejects.toThrow('takes too long');
});

test('the same document is read from JSON and from YAML', async () => {
  const document = { openapi: '3.0.0', paths: { '/a': { get: {} } } };
  expect(await readDocument(JSON.stringify(document))).toEqual(document);
  expect(await readDocument('openapi: 3.0.0\npaths:\n  /a: { get: {} }')).toEqual(document);
});

test('what cannot be called is left out, and why is told', async () => {
  const unfit: string[] = [];
  const operations = readOperations(
    await readDocument(
      JSON.stringify({
        openapi: '3.1.0',
        paths: {
          '/good': { get: {}, trace: {} },
          '/{id}': { get: { operationId: 'no_path_parameter' } },
          'http://evil.example/': { get: { operationId: 'no_slash' } },
          '/twice': { get: { operationId: 'get_good' } },
          '/odd': { get: { operationId: 'odd', parameters: [{ in: 'query', name: 'a b' }] } },
          '/form': {
            post: { operationId: 'form', requestBody: { required: true, content: { 'text/csv': {} } } },
          },
          '/null': null,
        },
      }),
    ),
    (name, reason) => void unfit.push(`${name}: ${reason}`),
  );
  expect(operations.map(({ name }) => name)).toEqual(['get_good']);
  expect(unfit).toEqual([
    'no_path_parameter: its path has a parameter that is not described',
    'no_slash: its path does not begin with a slash',
    'get_good: another operation has its name',
    'odd: a parameter has a name that cannot be used',
    'form: its body is not JSON',
  ]);
});
