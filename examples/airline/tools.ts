import { currentSession, handOver, tool } from '@baton/server';
import type { ToolDefinition } from '@baton/server';
import { z } from 'zod';
import { FARE_RULES } from './bookings.ts';
import type { Booking, Bookings, Leg } from './bookings.ts';

/** What the agent can do with the airline's books. */
export interface AirlineTools {
  readonly findBooking: ToolDefinition;
  readonly findFlights: ToolDefinition;
  readonly changeBooking: ToolDefinition;
  readonly checkRefund: ToolDefinition;
  readonly refundBooking: ToolDefinition;
  readonly getLoyaltyTier: ToolDefinition;
  readonly getPerson: ToolDefinition;
}

const TIERS: Readonly<Record<string, string>> = { jonas: 'Silver', mei: 'Gold' };

export function airlineTools(bookings: Bookings): AirlineTools {
  const reference = z
    .string()
    .regex(/^[A-Za-z0-9]{6}$/, 'A booking reference has six letters and digits.')
    .refine((given) => bookings.find(given) !== null, 'I cannot find a booking with that reference.')
    .describe('your booking reference');
  const day = z.iso
    .date()
    .refine((given) => given >= dayOf(bookings.now()), 'That day is over.')
    .describe('On which day would you like to fly?');
  const known = (given: string): Booking => {
    const booking = bookings.find(given);
    if (booking === null) throw new Error('the schema lets no unknown reference through');
    return booking;
  };
  return {
    ...changing(bookings, { reference, day, known }),
    ...refunding(bookings, { reference, known }),
    getLoyaltyTier: tool({
      name: 'get_loyalty_tier',
      description: 'Looks up the customer’s tier in the loyalty programme.',
      parameters: z.object({}),
      run: async ({ customerId }) => ({ data: TIERS[customerId] ?? 'Basic' }),
    }),
    getPerson: tool({
      name: 'get_person',
      description: 'Has a person take over who may do what the assistant may not.',
      parameters: z.object({}),
      run: async () => handOver({ reason: 'complex_issue', department: 'service', skills: ['rebooking'] }),
    }),
  };
}

interface Known {
  readonly reference: z.ZodString;
  readonly known: (reference: string) => Booking;
}

function changing(
  bookings: Bookings,
  { reference, day, known }: Known & { readonly day: z.ZodISODate },
): Pick<AirlineTools, 'findBooking' | 'findFlights' | 'changeBooking'> {
  return {
    findBooking: tool({
      name: 'find_booking',
      description: 'Looks up a booking.',
      parameters: z.object({ reference }),
      parameterOptions: {
        reference: { displayName: 'booking reference', examples: ['QX7K2P'], source: 'customer' },
      },
      run: async (_context, args) => {
        const booking = known(args.reference);
        await currentSession().metadata.set({ booking: booking.reference });
        return { data: describeBooking(booking), cannedResponseFields: fieldsOf(booking) };
      },
    }),
    findFlights: tool({
      name: 'find_flights',
      description: 'Finds other flights for a booking.',
      parameters: z.object({ reference, day }),
      parameterOptions: { reference: { precedence: 1 }, day: { precedence: 2 } },
      run: async (_context, args) => {
        const flights = bookings.flightsOn(known(args.reference), args.day).map(describeLeg);
        return { data: flights, cannedResponseFields: { flights } };
      },
    }),
    changeBooking: tool({
      name: 'change_booking',
      description: 'Moves a booking to another flight.',
      consequential: true,
      parameters: z.object({
        reference,
        day,
        flight: z
          .string()
          .regex(/^FJ\d{3}$/, 'A flight number looks like FJ210.')
          .describe('Which flight would you like?'),
      }),
      parameterOptions: { flight: { source: 'customer', precedence: 3 } },
      run: async (_context, args) => {
        const booking = known(args.reference);
        const fee = FARE_RULES[booking.fare].changeFee;
        if (fee === null) return { data: `A ${booking.fare} fare cannot be changed.` };
        const leg = bookings.flightsOn(booking, args.day).find(({ flight }) => flight === args.flight);
        if (leg === undefined) return { data: `${args.flight} does not go there on that day.` };
        bookings.change(booking, leg);
        return {
          data: `Done: you now fly ${describeLeg(leg)}. The change costs ${fee} euros.`,
          cannedResponseFields: { new_flight: describeLeg(leg), change_fee: fee },
        };
      },
    }),
  };
}

function refunding(
  bookings: Bookings,
  { reference, known }: Known,
): Pick<AirlineTools, 'checkRefund' | 'refundBooking'> {
  return {
    checkRefund: tool({
      name: 'check_refund',
      description: 'Says how much of a booking would be paid back.',
      parameters: z.object({ reference }),
      run: async (_context, args) => {
        const booking = known(args.reference);
        const amount = bookings.refundOf(booking);
        return {
          data: { fare: booking.fare, paid: booking.paid, refund: amount },
          cannedResponseFields: { ...fieldsOf(booking), refund_amount: amount },
        };
      },
    }),
    refundBooking: tool({
      name: 'refund_booking',
      description: 'Cancels a booking and pays back what its fare allows.',
      consequential: true,
      parameters: z.object({ reference }),
      run: async (_context, args) => {
        const booking = known(args.reference);
        const amount = bookings.refundOf(booking);
        bookings.refund(booking);
        return {
          data: `The booking ${booking.reference} is cancelled; ${amount} euros are paid back.`,
          cannedResponseFields: { ...fieldsOf(booking), refunded_amount: amount },
        };
      },
    }),
  };
}

function fieldsOf({ reference, fare }: Booking): { reference: string; fare: string } {
  return { reference, fare };
}

function describeBooking(booking: Booking): string {
  return `${booking.reference}, a ${booking.fare} fare: ${booking.legs.map(describeLeg).join(', then ')}.`;
}

function describeLeg({ flight, from, to, departs }: Leg): string {
  return `${flight} from ${from} to ${to} on ${dayOf(departs)} at ${departs.toISOString().slice(11, 16)}`;
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
