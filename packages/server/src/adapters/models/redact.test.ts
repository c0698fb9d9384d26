import { describe, expect, it } from 'vitest';
import { Secret } from '../../core/secret.ts';
import { redact } from './redact.ts';

const key = new Secret('wq7-MARKERxq7Zt4Kw9bVn2Lr8');

describe('what an error may repeat', () => {
  it.each([
    ['the key', 'Incorrect key wq7-MARKERxq7Zt4Kw9bVn2Lr8.', 'Incorrect key [hidden].'],
    ['a part of the key', 'key MARKERxq…, 9bVn2Lr8', 'key [hidden]…, [hidden]'],
    ['a key of somebody else', 'key sk-abc***********xyz is wrong', 'key [hidden] is wrong'],
    ['a bearer token', 'got "Bearer abcdef123456"', 'got "[hidden]"'],
    [
      'a key in an address',
      'GET https://api.example/v1?key=AbCdEf',
      'GET https://api.example/v1?key=[hidden]',
    ],
    ['a password in an address', 'https://user:pass@host/v1', 'https://[hidden]host/v1'],
    ['what a customer wrote', 'Invalid: my card is 4111 1111 1111 1111 …', 'Invalid:[hidden]…'],
    ['ordinary words', 'The model gpt-9 does not exist.', 'The model gpt-9 does not exist.'],
  ])('%s', (_, text, clean) => {
    expect(redact(text, [key], ['Hello, my card is 4111 1111 1111 1111 and'])).toBe(clean);
  });

  it('hides keys that are very short too', () => {
    expect(redact('key abc is wrong', [new Secret('abc')])).toBe('key [hidden] is wrong');
  });
});
