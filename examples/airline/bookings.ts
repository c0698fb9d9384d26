/* The airline's books: a few bookings and flights, kept in memory. A real agent would ask its own systems. */

export type Fare = 'Light' | 'Classic' | 'Flex';

export interface Leg {
  readonly flight: string;
  readonly from: string;
  readonly to: string;
  readonly departs: Date;
}

export interface Booking {
  readonly reference: string;
  readonly customerId: string;
  readonly fare: Fare;
  /** Euros. */
  readonly paid: number;
  /** Of what was paid, taxes, in euros: they are paid back for every fare. */
  readonly taxes: number;
  readonly legs: readonly Leg[];
  readonly state: 'booked' | 'refunded';
}

export interface FareRule {
  /** Euros a change costs; null: it cannot be changed. */
  readonly changeFee: number | null;
  readonly refundable: boolean;
  readonly bags: number;
}

export const FARE_RULES: Readonly<Record<Fare, FareRule>> = {
  Light: { changeFee: null, refundable: false, bags: 0 },
  Classic: { changeFee: 60, refundable: false, bags: 1 },
  Flex: { changeFee: 0, refundable: true, bags: 2 },
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Flights of a day to a place; the same ones every day. */
const TIMETABLE: readonly { flight: string; to: string; hour: number }[] = [
  { flight: 'FJ210', to: 'Oslo', hour: 8 },
  { flight: 'FJ214', to: 'Oslo', hour: 17 },
  { flight: 'FJ320', to: 'Lisbon', hour: 7 },
  { flight: 'FJ326', to: 'Lisbon', hour: 15 },
  { flight: 'FJ410', to: 'Vienna', hour: 10 },
];

/** All bookings. Their flights leave some time after `now` was first read, so that the example never grows old. */
export class Bookings {
  readonly now: () => Date;
  readonly #all = new Map<string, Booking>();

  constructor(now: () => Date = () => new Date()) {
    this.now = now;
    const at = (minutes: number): Date => new Date(now().getTime() + minutes * MINUTE);
    const days = DAY / MINUTE;
    this.#add('QX7K2P', 'jonas', 'Classic', 220, 48, [
      { flight: 'FJ118', from: 'Bergen', to: 'Copenhagen', departs: at(-60) },
      { flight: 'FJ320', from: 'Copenhagen', to: 'Lisbon', departs: at(80) },
    ]);
    this.#add('M4TR9A', 'mei', 'Flex', 410, 62, [
      { flight: 'FJ210', from: 'Copenhagen', to: 'Oslo', departs: at(9 * days) },
    ]);
    this.#add('K8PL2D', 'mei', 'Classic', 180, 44, [
      { flight: 'FJ210', from: 'Copenhagen', to: 'Oslo', departs: at(20 * days) },
    ]);
    this.#add('ZB3W8C', 'guest', 'Light', 79, 31, [
      { flight: 'FJ410', from: 'Copenhagen', to: 'Vienna', departs: at(4 * days) },
    ]);
  }

  find(reference: string): Booking | null {
    return this.#all.get(reference.toUpperCase()) ?? null;
  }

  /** The booking a customer flies with next. */
  ofCustomer(customerId: string): Booking | null {
    const own = [...this.#all.values()].filter(
      (booking) => booking.customerId === customerId && booking.state === 'booked',
    );
    const next = (booking: Booking): number => this.nextLeg(booking)?.departs.getTime() ?? Infinity;
    return own.toSorted((a, b) => next(a) - next(b))[0] ?? null;
  }

  /** The first flight of a booking that has not left. */
  nextLeg({ legs }: Booking): Leg | null {
    const now = this.now();
    return legs.find(({ departs }) => departs > now) ?? null;
  }

  /** Flights to where a booking goes, on a day `YYYY-MM-DD`. */
  flightsOn(booking: Booking, day: string): readonly Leg[] {
    const last = booking.legs.at(-1);
    if (last === undefined) return [];
    return TIMETABLE.filter(({ to }) => to === last.to).map(({ flight, to, hour }) => ({
      flight,
      from: last.from,
      to,
      departs: new Date(`${day}T${String(hour).padStart(2, '0')}:00:00Z`),
    }));
  }

  change(booking: Booking, leg: Leg): Booking {
    return this.#put({ ...booking, legs: [...booking.legs.slice(0, -1), leg] });
  }

  /** Euros that are paid back; 0 once it has been. */
  refundOf({ fare, paid, taxes, state }: Booking): number {
    if (state === 'refunded') return 0;
    return FARE_RULES[fare].refundable ? paid : taxes;
  }

  refund(booking: Booking): Booking {
    return this.#put({ ...booking, state: 'refunded' });
  }

  #add(
    reference: string,
    customerId: string,
    fare: Fare,
    paid: number,
    taxes: number,
    legs: readonly Leg[],
  ): void {
    this.#put({ reference, customerId, fare, paid, taxes, legs, state: 'booked' });
  }

  #put(booking: Booking): Booking {
    this.#all.set(booking.reference, booking);
    return booking;
  }
}
