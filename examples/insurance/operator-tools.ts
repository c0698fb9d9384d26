import { tool } from '@baton/server';
import { z } from 'zod';
import { addTicket, findClaims, noteEscalation, payOut } from './records.ts';

/* What the people at the desk may do for a customer while they talk to him. The AI never does it. */

const ClaimNumber = z
  .string()
  .regex(/^CL-\d{4}$/, 'A claim number looks like CL-2041.')
  .refine((number) => findClaims(number).length === 1, 'There is no claim with that number.');

/** Pays money out on a claim: it is asked for twice, and happens once. */
export const issueRefund = tool({
  name: 'issue_refund',
  description: 'Pays an amount out on a claim. The money is with the customer within two working days.',
  parameters: z.object({
    claim_number: ClaimNumber.describe('The claim that it is paid on'),
    amount: z.number().positive().max(500, 'More than 500 euros takes a manager.').describe('In euros'),
    reason: z.enum(['claim approved', 'goodwill', 'mistake of ours']),
  }),
  consequential: true,
  forOperators: { title: 'Issue a refund', only: true },
  run: async (_context, { claim_number, amount, reason }) => {
    const payment = payOut(claim_number, amount, reason);
    return { data: { payment: payment.number, claim: claim_number, euros: amount, reason } };
  },
});

/** Gives something to another team. */
export const createTicket = tool({
  name: 'create_ticket',
  description: 'Writes a ticket for another team, which sees to it within two working days.',
  parameters: z.object({
    team: z.enum(['claims', 'contracts', 'accounts']),
    title: z.string().min(3).max(120),
    details: z.string().max(2000).optional(),
    customer_email: z.email().optional().describe('E-mail, if the team is to write to the customer'),
  }),
  forOperators: { title: 'Create a ticket', only: true },
  run: async ({ sessionId }, { team, title, details = '', customer_email = null }) => {
    const ticket = addTicket({ team, title, details, customerEmail: customer_email, session: sessionId });
    return { data: { ticket: ticket.number, team, title } };
  },
});

/** A manager looks at it, and the customer is promised that. */
export const escalateToManager = tool({
  name: 'escalate_to_manager',
  description: 'Has a manager look at the case by the next working day, and records that as promised.',
  parameters: z.object({
    why: z.string().min(5).max(500).describe('What the manager is to decide'),
    urgent: z.boolean().default(false),
  }),
  consequential: true,
  forOperators: { title: 'Escalate to a manager', only: true },
  run: async (context, { why, urgent }) => {
    const { number } = noteEscalation(context.sessionId, why, urgent);
    await context.commit('A manager looks at the case and writes to the customer by the next working day.');
    return { data: { escalation: number, urgent } };
  },
});
