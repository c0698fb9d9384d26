import { describe, expect, it } from 'vitest';
import { makeSessionHead } from '../../testing/make-session-head.ts';
import { sessionMatcher, sessionsSearchFrom } from './sessions-search.ts';

const session = makeSessionHead({ customer: { id: 'c1', name: 'José Ruiz' }, title: 'Broken window' });

describe('what of the conversations is shown', () => {
  it.each([
    [{}, true],
    [{ find: 'jose' }, true],
    [{ find: ' WINDOW ' }, true],
    [{ find: 'door' }, false],
    [{ holder: 'ai' }, true],
    [{ holder: 'people' }, false],
  ] as const)('%j has it: %s', (search, shown) => {
    expect(sessionMatcher(search)(session)).toBe(shown);
  });

  it.each([
    [
      { holder: 'ai', find: 'x' },
      { holder: 'ai', find: 'x' },
    ],
    [{ holder: 'all', find: '' }, {}],
    [{ holder: ['ai'], find: { a: 1 } }, {}],
    [{ find: 42 }, { find: '42' }],
    [{ find: 'y'.repeat(300) }, { find: 'y'.repeat(100) }],
  ])('the address %j asks for %j', (address, search) => {
    expect(sessionsSearchFrom(address)).toEqual(search);
  });
});
