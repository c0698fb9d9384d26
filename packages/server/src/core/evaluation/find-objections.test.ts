import { describe, expect, test } from 'vitest';
import { neighbourOf, objectionTo } from './find-objections.ts';

type Rule = readonly [condition: string, action: string | null];

function objection([condition, action]: Rule, [otherCondition, otherAction]: Rule): string | null {
  return objectionTo(neighbourOf('new', condition, action), neighbourOf('old', otherCondition, otherAction));
}

const REFUND = 'The customer wants a refund';

describe('what speaks against a guideline beside another', () => {
  const cases: [Rule, Rule, RegExp | null][] = [
    [[REFUND, 'Offer a refund'], [REFUND, 'Offer a refund'], /says the same/],
    [[REFUND, 'Offer a refund'], ['the customer WANTS a refund.', 'offer refunds'], /the same/],
    [[REFUND, 'Offer a refund'], [REFUND, 'Do not offer a refund'], /contradicts/],
    [[REFUND, 'Approve the refund'], [REFUND, 'Decline the refund'], /contradicts/],
    [[REFUND, 'Never mention the refund policy'], [REFUND, 'Mention the refund policy'], /contradicts/],
    [[REFUND, 'Accept'], [REFUND, 'Reject'], /contradicts/],
    [[REFUND, null], [REFUND, null], /says the same/],
    [[REFUND, 'Ask for the order number'], [REFUND, 'Apologise for the trouble'], null],
    [[REFUND, 'Offer a refund'], [REFUND, null], null],
    [[REFUND, 'Offer a refund'], ['The customer does not want a refund', 'Offer a refund'], null],
    [
      ['The order is over 100 euros', 'Waive the fee'],
      ['The order is under 100 euros', 'Waive the fee'],
      null,
    ],
    [['The customer is 18', 'Go on'], ['The customer is 21', 'Go on'], null],
    [['Es geht um eine Rückgabe', 'Hilf'], ['es geht um eine RÜCKGABE', 'hilf'], /the same/],
    [['返金を希望', '対応する'], ['返金を希望', '対応する'], /says the same/],
    [['返金を希望', '対応する'], ['配送を希望', '対応する'], null],
    [['', ''], ['', ''], /says the same/],
  ];
  test.each(cases)('%j beside %j: %s', (candidate, other, expected) => {
    const found = objection(candidate, other);
    const turned = objection(other, candidate);
    if (expected === null) expect([found, turned]).toEqual([null, null]);
    else for (const each of [found, turned]) expect(each).toMatch(expected);
  });
});
