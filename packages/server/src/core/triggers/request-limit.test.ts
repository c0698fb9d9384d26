import { array, assert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { limitNotice, saysLimit } from './limit-notice.ts';
import { REQUEST_WINDOW, countsAsCustomers, mayAskAgainAt } from './request-limit.ts';

const asked = (at: number, reason = 'customer_requested', trigger: string | null = 'button') => ({
  at,
  reason,
  trigger,
});

describe('H4.7 the limit of requests', () => {
  test.each([
    ['the button', 'customer_requested', 'button', true],
    ['words', 'customer_requested', 'explicit-request', true],
    ['a tool', 'complex_issue', 'tool:get_help', true],
    ['frustration', 'high_frustration', 'frustration', true],
    ['an author’s trigger', 'large_damage', 'custom:large damage', true],
    ['a topic of the application', 'press', 'topic:press', false],
    ['danger', 'sensitive_topic', 'topic:danger', false],
    ['a tool for a policy', 'policy_required', 'tool:legal', false],
    ['a failed turn', 'ai_error', 'turn-failed', false],
    ['a key', 'customer_requested', 'api', false],
    ['an operator', 'operator_takeover', 'operator', false],
  ])('%s', (_, reason, trigger, counts) => {
    expect(countsAsCustomers({ reason, trigger })).toBe(counts);
  });

  test('no stretch of an hour ever holds more than so many', () => {
    assert(
      property(
        integer({ min: 1, max: 8 }),
        array(integer({ min: 1, max: REQUEST_WINDOW / 3 }), { maxLength: 60 }),
        (most, pauses) => {
          let now = REQUEST_WINDOW * 10;
          const past: { at: number; reason: string; trigger: string | null }[] = [];
          for (const pause of pauses) {
            now += pause;
            const again = mayAskAgainAt(past, most, now);
            if (again === null) past.push(asked(now));
            else {
              expect(again).toBeGreaterThan(now);
              expect(mayAskAgainAt(past, most, again)).toBeNull();
            }
          }
          for (const { at } of past)
            expect(
              past.filter((other) => other.at > at - REQUEST_WINDOW && other.at <= at).length,
            ).toBeLessThanOrEqual(most);
        },
      ),
    );
  });

  test('what does not count takes nobody’s place', () => {
    const past = Array.from({ length: 50 }, (_, index) => asked(1000 + index, 'ai_error', 'turn-failed'));
    expect(mayAskAgainAt(past, 1, 2000)).toBeNull();
  });
});

describe('the sentence in the place of a person', () => {
  test('is in the customer’s language and says when', () => {
    expect(limitNotice(['I want a human'], 61_000_000, 0)).toMatch(/ in 2 min\.$/);
    expect(limitNotice(['Ich möchte bitte mit einem Menschen sprechen'], 1, 0)).toMatch(/in 1 Min\./);
    expect(limitNotice(['mi pedido no ha llegado todavía y quiero hablar con alguien'], 1, 0)).toMatch(
      /dentro de 1 min/,
    );
  });

  test('is known again whatever the number, and nothing else is', () => {
    for (const text of ['hello there', 'Ich möchte einen Menschen sprechen', 'je veux parler à une personne'])
      expect(saysLimit(limitNotice([text], 3_000_000_000, 0))).toBe(true);
    expect(saysLimit('You can ask again.')).toBe(false);
  });
});
