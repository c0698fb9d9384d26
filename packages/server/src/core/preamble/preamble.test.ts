import { describe, expect, test } from 'vitest';
import { findTransferPromise } from '../nlp/transfer-promise/find-transfer-promise.ts';
import type { EventRecord } from '../log/event-record.ts';
import { choosePreamble } from './choose-preamble.ts';
import { preambleWanted } from './preamble-wanted.ts';

const MESSAGES = {
  en: 'I would like to know where my order is',
  de: 'Ich möchte wissen, wo meine Bestellung ist',
  fr: 'Je voudrais savoir où est ma commande',
  es: 'Quiero saber dónde está mi pedido y cuándo llega',
};
/** Each in order, so that all the words of a language come up. */
const SEEDS = Array.from({ length: 60 }, (_unused, seed) => `trace ${seed}`);

describe('the words of a preamble', () => {
  test('are in the customer’s language, differ from turn to turn, and promise nobody', () => {
    const chosen = Object.values(MESSAGES).map(
      (message) => new Set(SEEDS.map((seed) => choosePreamble(message, seed, undefined) ?? '')),
    );
    for (const texts of chosen) {
      expect(texts.size).toBeGreaterThan(1);
      for (const text of texts) expect(findTransferPromise(text)).toBeNull();
    }
    expect(new Set(chosen.flatMap((texts) => [...texts])).size).toBe(
      chosen.reduce((total, texts) => total + texts.size, 0),
    );
  });

  test('are the same for the same turn', () => {
    expect(choosePreamble('hi', 'a', undefined)).toBe(choosePreamble('hi', 'a', undefined));
  });

  test('are the author’s where he has some, and none where he wants none', () => {
    expect(SEEDS.map((seed) => choosePreamble('hi', seed, ['Mhm.']))).toEqual(SEEDS.map(() => 'Mhm.'));
    expect(choosePreamble('hi', 'a', [])).toBeNull();
  });

  test('are none in a language that we have none for, and English where it does not show', () => {
    expect(choosePreamble('注文はどこですか', 'a', undefined)).toBeNull();
    expect(choosePreamble('P-1234', 'a', undefined)).toMatch(/^(?:Let me|One moment|Just)/);
  });
});

/** `c12`: the customer wrote at second 12; `a`: the AI; `p`: a preamble. */
function events(...marks: readonly string[]): EventRecord[] {
  return marks.map((mark, offset) => ({
    sessionId: 's',
    offset,
    at: Number(mark.slice(1)) * 1_000_000,
    kind: 'message',
    source: mark.startsWith('c') ? 'customer' : 'ai_agent',
    traceId: 't',
    data: JSON.stringify({ message: 'x', ...(mark.startsWith('p') && { tags: ['__preamble__'] }) }),
    metadata: null,
    deleted: false,
  }));
}

describe('W4.5 a preamble is wanted', () => {
  test.each<[string, readonly string[], boolean]>([
    ['at first', ['c0'], true],
    ['while fewer than three waits are known', ['c0', 'a1', 'c2', 'a3', 'c4'], true],
    ['not after three short waits', ['c0', 'a1', 'c2', 'a3', 'c4', 'a5', 'c6'], false],
    ['after two long waits', ['c0', 'a1', 'c2', 'a7', 'c8', 'a13', 'c14'], true],
    ['not when one of the last two was short', ['c0', 'a9', 'c10', 'a19', 'c20', 'a21', 'c22'], false],
    [
      'with the wait measured from the first of two messages',
      ['c0', 'a1', 'c2', 'c6', 'a8', 'c9', 'a15', 'c16'],
      true,
    ],
    ['not right after another', ['c0', 'p1', 'c2'], false],
    ['again once the answer has come', ['c0', 'p1', 'a2', 'c3'], true],
  ])('%s', (_name, marks, wanted) => {
    expect(preambleWanted(events(...marks))).toBe(wanted);
  });
});
