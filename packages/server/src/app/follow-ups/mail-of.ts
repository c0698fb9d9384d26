import { textsIn } from '../../core/handoff/texts/texts-in.ts';
import type { FollowUpRecord } from '../../ports/desk-store.ts';
import type { Mail, MailOutcome, Mailer } from '../../ports/mailer.ts';
import { DEFAULT_REQUESTS_PER_CUSTOMER, REQUEST_WINDOW } from '../../core/triggers/request-limit.ts';
import type { App } from '../app.ts';
import { GUEST_ID } from '../find-customer.ts';

const SECOND = 1_000_000;
/** Seconds from one attempt to the next; after the last the mail has failed for good. */
const PAUSES = [30, 120, 600, 1800, 7200, 21_600];
/** An attempt that is not over by then belonged to a process that is not there any more. */
const LEASE = 120 * SECOND;
const LONGEST_NAME = 80;

/** Of one customer so many requests are looked at, newest first. */
const MOST_READ = 1000;
const NOBODY = { error: 'there is nobody to write to' } as const;

/** The mail that goes out for a follow-up now, or why none does. */
export async function mailOf(app: App, followUp: FollowUpRecord): Promise<Mail | { readonly error: string }> {
  const what = followUp.delivery?.mail ?? 'confirmation';
  const id = `${followUp.id}.${what}`;
  if (what === 'notice') return notice(app, followUp, id) ?? NOBODY;
  if (await isOneTooMany(app, followUp))
    return { error: 'this customer has asked for too many within an hour' };
  return (await confirmation(app, followUp, id)) ?? NOBODY;
}

/** Whoever he names is written to: more often than one asks for a person (H4.7) nobody needs that. */
async function isOneTooMany(app: App, { sessionId, customer, createdAt }: FollowUpRecord): Promise<boolean> {
  const of = customer.id === GUEST_ID ? { sessionId } : { customerId: customer.id };
  const since = createdAt - REQUEST_WINDOW;
  const past = await app.sessions.listRequests({ of, since, limit: MOST_READ });
  const before = past.filter(({ at }) => at <= createdAt);
  return before.length > (app.requestsPerCustomer ?? DEFAULT_REQUESTS_PER_CUSTOMER);
}

async function confirmation(app: App, followUp: FollowUpRecord, id: string): Promise<Mail | null> {
  if (followUp.kind !== 'email') return null;
  const handoff = await app.sessions.readHandoff(followUp.handoffId);
  const { mail } = textsIn(handoff?.package.language ?? null).texts;
  const name = followUp.customer.id === GUEST_ID ? null : oneLine(followUp.customer.name);
  return {
    to: followUp.address,
    subject: mail.subject(followUp.id),
    text: `${mail.greeting(name)}\n\n${mail.taken}\n\n${mail.reference(followUp.id)}\n`,
    id,
  };
}

function notice(
  app: App,
  { id: reference, kind, owner, customer, address }: FollowUpRecord,
  id: string,
): Mail | null {
  const email = owner === null ? null : (app.staff.operator(owner.id)?.record.email ?? null);
  if (email === null) return null;
  const whom = address === '' ? oneLine(customer.name) : `${oneLine(customer.name)}, ${oneLine(address)}`;
  const what = { callback: 'Call', email: 'Write to', commitment: 'Keep your promise to' }[kind];
  return {
    to: email,
    subject: `A promise to a customer is due (${reference})`,
    text: `${what}: ${whom}\n\nReference: ${reference}\n`,
    id,
  };
}

/** Before an attempt: whoever looks at it meanwhile leaves it alone. Null: it is not to be tried. */
export function tryAt(
  followUp: FollowUpRecord,
  now: number,
  mailer: Mailer | undefined,
): FollowUpRecord | null {
  const { delivery } = followUp;
  if (delivery?.state !== 'waiting' || (delivery.nextAt ?? Infinity) > now) return null;
  if (mailer === undefined) return failed(followUp, 'no mail server is set up any more');
  return { ...followUp, delivery: { ...delivery, attempts: delivery.attempts + 1, nextAt: now + LEASE } };
}

/** After it. */
export function afterAttempt(
  app: App,
  followUp: FollowUpRecord,
  outcome: MailOutcome,
  now: number,
): FollowUpRecord | null {
  const { delivery } = followUp;
  if (delivery === null) return null;
  if (outcome.type === 'sent') {
    const sent = { ...delivery, state: 'sent', error: null, nextAt: null } as const;
    return { ...followUp, delivery: noticeNext(app, followUp, now) ?? sent };
  }
  const pause = PAUSES[delivery.attempts - 1];
  if (!outcome.worthTrying || pause === undefined) return failed(followUp, outcome.error);
  return { ...followUp, delivery: { ...delivery, error: outcome.error, nextAt: now + pause * SECOND } };
}

/** It became due while the customer's mail was still waiting: its owner's comes now. */
function noticeNext(
  app: App,
  { state, owner, delivery }: FollowUpRecord,
  now: number,
): FollowUpRecord['delivery'] {
  if (state !== 'due' || owner === null || (delivery?.mail ?? 'confirmation') === 'notice') return null;
  if ((app.staff.operator(owner.id)?.record.email ?? null) === null) return null;
  return { mail: 'notice', state: 'waiting', attempts: 0, error: null, nextAt: now };
}

function failed(followUp: FollowUpRecord, error: string): FollowUpRecord | null {
  const { delivery } = followUp;
  return delivery === null
    ? null
    : { ...followUp, delivery: { ...delivery, state: 'failed', error, nextAt: null } };
}

/** A name is the customer's own words: no line of it may pass for one of ours. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .toWellFormed();
}
