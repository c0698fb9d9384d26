import type { OperatorRef } from '@baton/protocol';
import type { Outlook } from '../core/waiting/outlook.ts';
import { refuse } from '../core/handoff/decision.ts';
import type { Decision, Desk, Moment, Refusal } from '../core/handoff/decision.ts';
import type { HandoffPolicy } from '../core/handoff/handoff-policy.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import { addNote, commit, keep, rate, settleCommitment } from '../core/handoff/keep-record.ts';
import { chooseContact, leave, resolve, returnToAi, withdraw } from '../core/handoff/leave.ts';
import type { ChosenContact } from '../core/handoff/leave.ts';
import { prioritise, transfer } from '../core/handoff/move.ts';
import { endOffer, makeOffer } from '../core/handoff/offer.ts';
import { accept } from '../core/handoff/take-control.ts';
import type { Requirements } from '@baton/protocol';

/** What an operator does to a handoff. */
export type OperatorCommand = { readonly operator: OperatorRef } & (
  | { readonly do: 'accept' }
  | { readonly do: 'decline' }
  | { readonly do: 'offer'; readonly operatorId: string }
  | { readonly do: 'note'; readonly text: string; readonly whisper?: boolean | undefined }
  | { readonly do: 'prioritise'; readonly priority: number }
  | {
      readonly do: 'transfer';
      readonly target: TransferTarget;
      readonly note: string | null;
    }
  | { readonly do: 'keep' }
  | {
      readonly do: 'resolve';
      readonly disposition: string;
      readonly outcome: string | null;
      readonly keepCommitments?: boolean;
      readonly seenOffset?: number | null;
    }
  | { readonly do: 'return'; readonly outcome: string | null; readonly keepCommitments?: boolean }
  | { readonly do: 'commit'; readonly id: string; readonly text: string; readonly due: number | null }
  | { readonly do: 'settle-commitment'; readonly id: string }
);

/** What the customer does, or a key of the company for him. */
export type CustomerCommand =
  | { readonly do: 'withdraw' }
  | { readonly do: 'leave' }
  | ({ readonly do: 'choose-contact' } & ChosenContact)
  | { readonly do: 'rate'; readonly score: number; readonly comment: string | null };

export type HandoffCommand = OperatorCommand | CustomerCommand;

/** Where a handoff is passed to: a department, or an operator of one. What is absent stays. */
export interface TransferTarget {
  /** Id or name. */
  readonly department?: string | undefined;
  readonly operatorId?: string | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly language?: string | undefined;
}

/** Whither a transfer goes, once its target has been found. */
export interface Destination {
  readonly requirements: Requirements;
  readonly policy: HandoffPolicy;
  readonly to: OperatorRef | null;
}

/** What a command is decided with, beside the desk. */
export interface CommandFacts {
  readonly lead: boolean;
  readonly destination: Destination | null;
  readonly outlook: Outlook;
  /** Offset of the customer's newest message, -1 when there is none. */
  readonly lastCustomerOffset: number;
}

/** Null: there is no such thing. `desk.handoff` is the handoff the command is about, which may have ended. */
export function decideCommand(
  desk: Desk & { readonly handoff: HandoffState },
  command: HandoffCommand,
  { lead, destination, outlook, lastCustomerOffset }: CommandFacts,
  moment: Moment,
): Decision | Refusal | null {
  switch (command.do) {
    case 'accept':
      return accept(desk.handoff, desk, command.operator, moment);
    case 'decline':
      return endOffer(desk, { operatorId: command.operator.id, why: 'declined' }, moment);
    case 'offer': {
      const to = destination?.to ?? null;
      return to === null ? null : makeOffer(desk, to, moment, true);
    }
    case 'note':
      return addNote(
        desk,
        { author: command.operator, text: command.text, whisper: command.whisper, lead },
        moment,
      );
    case 'prioritise':
      if (!lead) return refuse('forbidden', 'Only a lead may change the order of a queue.');
      return prioritise(desk.handoff, desk, { by: command.operator, priority: command.priority }, moment);
    case 'transfer':
      if (destination === null) return null;
      return transfer(
        desk,
        { ...destination, by: command.operator, lead, note: command.note, outlook },
        moment,
      );
    case 'keep':
      return keep(desk, { operator: command.operator, lead }, moment);
    case 'resolve':
      return resolve(desk, { ...command, lead, lastCustomerOffset }, moment);
    case 'return':
      return returnToAi(desk, { ...command, lead }, moment);
    case 'commit': {
      const { id, text, due, operator: author } = command;
      return commit(desk, { id, text, due, author, lead }, moment);
    }
    case 'settle-commitment':
      return settleCommitment(desk, { id: command.id, by: command.operator, lead }, moment);
    case 'withdraw':
      return withdraw(desk, moment);
    case 'leave':
      return leave(desk, moment);
    case 'choose-contact': {
      const { do: _do, ...chosen } = command;
      return chooseContact(desk, chosen, moment);
    }
    case 'rate':
      return rate(desk, { score: command.score, comment: command.comment }, moment);
  }
}
