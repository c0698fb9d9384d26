import { handOver, tool } from '@baton/server';
import { z } from 'zod';
import { addClaim, findClaims, findPolicy } from './records.ts';
import type { Claim } from './records.ts';

const PolicyNumber = z
  .string()
  .regex(/^P-\d{4}$/, 'A policy number looks like P-1001.')
  .refine((number) => findPolicy(number) !== undefined, 'I cannot find a policy with that number.')
  .describe('your policy number');

/** What is open, by claim or by policy. */
export const getOpenClaims = tool({
  name: 'get_open_claims',
  description: 'Looks up the status of a claim, or of all claims of a policy.',
  parameters: z.object({
    number: z
      .string()
      .regex(/^(?:CL|P)-\d{4}$/, 'A claim number looks like CL-2041, a policy number like P-1001.')
      .describe('your claim number or your policy number'),
  }),
  run: async (_context, { number }) => {
    const claims = findClaims(number);
    if (claims.length > 0) return { data: claims.map(describeClaim).join('\n') };
    if (findPolicy(number) !== undefined) return { data: `There are no claims on policy ${number}.` };
    return {
      data: `I cannot find anything under ${number}. Please check the number: it is at the top of our letters.`,
    };
  },
});

export const fileClaim = tool({
  name: 'file_claim',
  description: 'Registers a new claim.',
  consequential: true,
  parameters: z.object({
    what_happened: z
      .string()
      .min(10, 'A few more words would help.')
      .describe('What happened, in a sentence or two?'),
    when: z.iso
      .date()
      .refine((day) => day <= new Date().toISOString().slice(0, 10), 'That day has not come yet.')
      .describe('When did it happen?'),
    policy_number: PolicyNumber,
  }),
  run: async (_context, args) => {
    const claim = addClaim(args.policy_number, args.what_happened, args.when);
    return {
      data: {
        message: `Thank you. Your claim has the number ${claim.number}, on policy ${claim.policy}. You will get a letter with the next steps within two working days.`,
        claim: { ...claim },
      },
    };
  },
});

export const explainPolicy = tool({
  name: 'explain_policy',
  description: 'Says what a policy covers, what it leaves out and what it costs.',
  parameters: z.object({ policy_number: PolicyNumber }),
  run: async (_context, args) => {
    const policy = findPolicy(args.policy_number);
    if (policy === undefined) return { data: `I cannot find the policy ${args.policy_number}.` };
    const { number, kind, covers, excludes, excess, premium } = policy;
    return {
      data: `${number} is a ${kind}. It covers ${list(covers)}. It does not cover ${list(excludes)}. The excess is ${excess}, the premium ${premium}.`,
    };
  },
});

/** Hands the conversation over. */
export const getPerson = tool({
  name: 'get_person',
  description: 'Hands the conversation over to a person.',
  parameters: z.object({}),
  run: async () => handOver({ reason: 'complex_issue', note: 'The AI found the matter too special for it.' }),
});

function describeClaim({ number, what, status }: Claim): string {
  return `${number} (${what}) is ${status}.`;
}

function list(items: readonly string[]): string {
  const last = items.at(-1) ?? 'nothing';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
