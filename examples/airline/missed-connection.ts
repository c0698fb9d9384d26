import type { CustomTrigger } from '@baton/server';
import type { Bookings } from './bookings.ts';

const HOURS = 2;
const MISSED =
  /\b(?:miss(?:ed|ing)?|(?:won['’]?t|not|never|can(?:no|['’])?t) (?:going to )?(?:make|catch|reach)|too late for|late for)\b/i;
const CONNECTION = /\b(?:connect(?:ion|ing)|flight|plane|next leg)\b/i;

/**
 * Whoever loses his connection within the next two hours needs somebody at the airport, not a conversation. Far
 * from departure the AI can rebook by itself.
 */
export function missedConnection(bookings: Bookings): CustomTrigger {
  return ({ latest, customer }) => {
    const text = latest?.text ?? '';
    const quote = MISSED.exec(text)?.[0];
    if (quote === undefined || !CONNECTION.test(text)) return null;
    const booking = bookings.ofCustomer(customer.id);
    const leg = booking === null ? null : bookings.nextLeg(booking);
    if (booking === null || leg === null) return null;
    const minutes = Math.round((leg.departs.getTime() - bookings.now().getTime()) / 60_000);
    if (minutes > HOURS * 60) return null;
    return {
      reason: 'missed_connection',
      quote,
      handoff: {
        department: 'airport',
        skills: ['rebooking'],
        priority: 10,
        note: `${booking.reference}: ${leg.flight} to ${leg.to} leaves in ${minutes} minutes.`,
      },
    };
  };
}
