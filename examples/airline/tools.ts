import { currentSession, handOver, tool } from '@baton/server';
import type { ToolDefinition } from '@baton/server';
import { z } from 'zod';
import { FARE_RULES } from './bookings.ts';
import type { Booking, Bookings, Leg } from './bookings.ts';

/** What the agent can do with the airline's books. */
export interface AirlineTools {
  readonly findBooking: ToolDefinition;
  readonly checkChange: ToolDefinition;
  readonly findFlights: ToolDefinition;
  readonly changeBooking: ToolDefinition;
  readonly checkRefund: ToolDefinition;
  readonly refundBooking: ToolDefinition;
  readonly getLoyaltyTier: ToolDefinition;
  readonly getPerson: ToolDefinition;
}

const TIERS: Readonly<Record<string, string>> = { jonas: 'Silver', mei: 'Gold' };

/**
 * The booking and the day that a conversation is about are kept with its session: what changes a booking works on
 * the one that the customer has seen and agreed to, not on a reference that stands somewhere in the conversation.
 */
export function airlineTools(bookings: Bookings): AirlineTools {
  return {
    findBooking: findBooking(bookings),
    checkChange: tool({
      name: 'check_change',
      description: 'Says whether the booking can be changed, and for how much.',
      parameters: z.object({}),
      run: async () => {
        const { fare } = await chosenBooking(bookings);
        const { changeFee } = FARE_RULES[fare];
        const message =
          changeFee === null
            ? `A ${fare} fare cannot be changed.`
            : `With a ${fare} fare a change costs ${changeFee} euros.`;
        return { data: { message, changeable: changeFee !== null } };
      },
    }),
    findFlights: findFlights(bookings),
    changeBooking: changeBooking(bookings),
    checkRefund: tool({
      name: 'check_refund',
      description: 'Says how much of the booking would be paid back.',
      parameters: z.object({}),
      run: async () => {
        const booking = await chosenBooking(bookings);
        const amount = bookings.refundOf(booking);
        return {
          data: { fare: booking.fare, paid: booking.paid, refund: amount },
          cannedResponseFields: { ...fieldsOf(booking), refund_amount: amount },
        };
      },
    }),
    refundBooking: tool({
      name: 'refund_booking',
      description: 'Cancels the booking and pays back what its fare allows.',
      consequential: true,
      parameters: z.object({}),
      run: async () => {
        const booking = await chosenBooking(bookings);
        const amount = bookings.refundOf(booking);
        bookings.refund(booking);
        return {
          data: `The booking ${booking.reference} is cancelled; ${amount} euros are paid back.`,
          cannedResponseFields: { ...fieldsOf(booking), refunded_amount: amount },
        };
      },
    }),
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

function findBooking(bookings: Bookings): ToolDefinition {
  return tool({
    name: 'find_booking',
    description: 'Looks up a booking.',
    parameters: z.object({
      reference: z
        .string()
        .regex(/^[A-Za-z0-9]{6}$/, 'A booking reference has six letters and digits.')
        .refine((given) => bookings.find(given) !== null, 'I cannot find a booking with that reference.')
        .describe('your booking reference'),
    }),
    parameterOptions: {
      reference: { displayName: 'booking reference', examples: ['QX7K2P'], source: 'customer' },
    },
    run: async (_context, { reference }) => {
      const booking = bookings.find(reference);
      if (booking === null) return { data: 'I cannot find a booking with that reference.' };
      await currentSession().metadata.set({ booking: booking.reference });
      return { data: describeBooking(booking), cannedResponseFields: fieldsOf(booking) };
    },
  });
}

function findFlights(bookings: Bookings): ToolDefinition {
  return tool({
    name: 'find_flights',
    description: 'Finds other flights for the booking.',
    parameters: z.object({
      day: z.iso
        .date()
        .refine((day) => day >= dayOf(bookings.now()), 'That day is over.')
        .describe('On which day would you like to fly?'),
    }),
    run: async (_context, { day }) => {
      const booking = await chosenBooking(bookings);
      const flights = bookings.flightsOn(booking, day).map(describeLeg);
      await currentSession().metadata.set({ day });
      if (flights.length === 0) return { data: `On ${day} there is no flight to where you want to go.` };
      return { data: `There is ${flights.join(', or ')}.` };
    },
  });
}

function changeBooking(bookings: Bookings): ToolDefinition {
  return tool({
    name: 'change_booking',
    description: 'Moves the booking to another flight.',
    consequential: true,
    parameters: z.object({
      flight: z
        .string()
        .regex(/^FJ\d{3}$/, 'A flight number looks like FJ210.')
        .describe('Which flight would you like?'),
    }),
    parameterOptions: { flight: { source: 'customer', displayName: 'flight number' } },
    run: async (_context, { flight }) => {
      const booking = await chosenBooking(bookings);
      const fee = FARE_RULES[booking.fare].changeFee;
      if (fee === null) return { data: `A ${booking.fare} fare cannot be changed.` };
      const day = await currentSession().metadata.get('day');
      const flights = typeof day === 'string' ? bookings.flightsOn(booking, day) : [];
      const leg = flights.find((each) => each.flight === flight);
      if (leg === undefined) return { data: `${flight} does not go there on that day.` };
      bookings.change(booking, leg);
      return { data: `Done: you now fly ${describeLeg(leg)}. The change costs ${fee} euros.` };
    },
  });
}

/** The booking that was found in this conversation. */
async function chosenBooking(bookings: Bookings): Promise<Booking> {
  const reference = await currentSession().metadata.get('booking');
  const booking = typeof reference === 'string' ? bookings.find(reference) : null;
  if (booking === null) throw new Error('no booking has been found in this conversation');
  return booking;
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
