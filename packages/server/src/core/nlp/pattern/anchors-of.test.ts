import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '../compile-rule.ts';
import { ENGLISH_BLOCKS, ENGLISH_NEGATIONS } from '../human-request/english-guards.ts';
import { ENGLISH_RULES } from '../human-request/english-rules.ts';
import { ENGLISH_CLASSES } from '../human-request/english-words.ts';
import { DUTCH, GERMAN, POLISH } from '../human-request/germanic-and-slavic-requests.ts';
import { FRENCH, ITALIAN, PORTUGUESE, SPANISH } from '../human-request/romance-requests.ts';
import { FURTHER_TOPICS } from '../policy-topic/further-topic-rules.ts';
import { TOPICS } from '../policy-topic/topic-rules.ts';
import { ENGLISH_PROMISES } from '../transfer-promise/english-promises.ts';
import { FURTHER_PROMISES } from '../transfer-promise/further-promises.ts';
import { anchorsOf } from './anchors-of.ts';

const SOURCES: readonly string[] = [
  ...ENGLISH_RULES.map(({ pattern }) => compilePattern(pattern, ENGLISH_CLASSES)),
  ...[...ENGLISH_BLOCKS, ...ENGLISH_NEGATIONS].map((pattern) => compilePattern(pattern, ENGLISH_CLASSES)),
  ...[SPANISH, FRENCH, GERMAN, PORTUGUESE, ITALIAN, DUTCH, POLISH].flatMap((rules) =>
    [...rules.requests, rules.bare, ...rules.blocks].map((each) => compilePattern(each, { P: rules.person })),
  ),
  ...[...TOPICS, ...FURTHER_TOPICS].flatMap(({ patterns }) =>
    patterns.map((each) => compilePattern(each, {})),
  ),
  ...[ENGLISH_PROMISES, ...FURTHER_PROMISES].flatMap(({ classes, promises, harmless }) =>
    [...promises, ...harmless].map((each) => compilePattern(each, classes)),
  ),
].map(({ source }) => source);

/** A text the expression may match: its alternatives chosen at random, its assertions left out. */
function textLike(source: string, choose: (most: number) => number): string {
  let text = source;
  for (let level = 0; level < 12 && /[()]/.test(text); level++) {
    text = text.replace(/\((\?<?[=!]|\?:)?([^()]*)\)(\?\??|[*+]\??|\{(\d)(?:,(\d))?\}\??)?/g, (...found) => {
      const [, opening = '', inner, count = '', least = '0', most = least] = found as string[];
      if (/[=!]$/.test(opening)) return '';
      const times =
        count === '' ? 1 : count.startsWith('?') ? choose(2) : Number(least) + choose(Number(most) + 1);
      const alternatives = inner?.split('|') ?? [];
      return Array.from({ length: times }, () => alternatives[choose(alternatives.length)]).join('');
    });
  }
  const branches = text.split('|');
  const branch = branches[choose(branches.length)] ?? '';
  return branch
    .replace(/\[\^ \][+*]?/g, 'thing')
    .replace(/[\^$]/g, '')
    .replace(/(.)\?/g, (_, character: string) => (choose(2) === 0 ? '' : character));
}

const holds = (text: string, anchor: string): boolean =>
  ` ${text}`.includes(` ${anchor}`) && text.includes(` ${anchor}`);

describe('what an expression matches begins a word with one of its anchors', () => {
  test.each([
    [' (?:talk|speak) to ', ['talk ', 'speak ']],
    [' (?:a |an )?(?:human|person)s? ', ['human', 'person']],
    [' (?:[^ ]+ ){0,3}agent ', ['agent ']],
    [' (?:not? )(?=.*bot)robot', ['robot']],
    [' (?<! travel )agent(?! fee) now', ['agent ']],
    [' weiter(?:leiten|verbinden) ', ['weiterleiten ', 'weiterverbinden ']],
    [' (?:mit )+einem ', ['einem ']],
    [' [^ ]+ ', null],
    ['(?:yes|) ', null],
    [' (?:please|.*) ', null],
  ])('%s', (source, expected) => {
    expect(anchorsOf(source)).toEqual(expected);
  });

  test('every rule has anchors', () => {
    expect(SOURCES.filter((source) => anchorsOf(source) === null)).toEqual([]);
  });

  test('texts made of the rules themselves', () => {
    let matched = 0;
    const anchors = SOURCES.map((source) => anchorsOf(source) ?? []);
    fc.assert(
      fc.property(fc.nat(SOURCES.length - 1), fc.infiniteStream(fc.nat(1000)), (index, numbers) => {
        const source = SOURCES[index] ?? '';
        const choose = (most: number): number => (numbers.next().value ?? 0) % most;
        const text = ` ${textLike(source, choose).trim()} `;
        if (!new RegExp(source).test(text)) return;
        matched += 1;
        expect(
          anchors[index]?.some((anchor) => holds(text, anchor)),
          `${source}\n${text}`,
        ).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(matched).toBeGreaterThan(1000);
  });
});
