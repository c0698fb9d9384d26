import { expect, test } from 'vitest';
import { subjectOf } from './subject.ts';
import { placeOf, readOptions } from './widget-options.ts';

test.each([
  ['https://chat.example.com/widget.js', 'https://chat.example.com'],
  ['https://example.com/support/widget.js?v=2', 'https://example.com/support'],
  ['http://127.0.0.1:8800/widget.js#x', 'http://127.0.0.1:8800'],
])('the server is where the script came from: %s', (source, server) => {
  expect(readOptions({}, source).server).toBe(server);
});

test('what is not understood counts as not said', () => {
  const options = readOptions(
    { mode: 'popup', theme: 'pink', position: 'top', agent: ' ', open: 'false' },
    'https://a.example/widget.js',
  );
  expect(options).toMatchObject({ mode: 'bubble', theme: 'auto', position: null, agent: null, open: false });
});

test('two tags are the same widget when they are about the same agent in the same place', () => {
  const read = (data: Record<string, string>): string =>
    placeOf(readOptions(data, 'https://a.example/widget.js'));
  expect(read({ agent: 'a', theme: 'dark' })).toBe(read({ agent: 'a' }));
  expect(read({ agent: 'a', mode: 'inline', target: '#x' })).not.toBe(read({ agent: 'a' }));
});

test.each([
  [`x.${btoa('{"sub":"ada"}')}.y`, 'ada'],
  [`x.${btoa(String.fromCharCode(...new TextEncoder().encode('{"sub":"Zoë"}')))}.y`, 'Zoë'],
  [`x.${btoa('{"sub":7}')}.y`, null],
  [`x.${btoa('null')}.y`, null],
  ['x.%%%.y', null],
  ['', null],
])('the subject of %j is %j', (jwt, subject) => {
  expect(subjectOf(jwt)).toBe(subject);
});
