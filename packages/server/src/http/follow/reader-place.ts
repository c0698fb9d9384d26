import { networkOf } from '../../core/overload/network-of.ts';
import { audienceOf } from '../access/audience.ts';
import { isLoopback } from '../load/limit-connections.ts';
import { refused } from '../problem.ts';
import type { Call } from '../route.ts';
import type { ReaderPlace, Readers } from './readers.ts';

const OF_THE_DESK: ReaderPlace = { sessionId: null, ofCustomer: false, address: null };

/** Where whoever calls waits; throws the refusal when there is no room. */
export function placeFor(
  readers: Readers,
  { principal, request }: Pick<Call<unknown, unknown>, 'principal' | 'request'>,
  sessionId: string | null,
): ReaderPlace {
  const ofCustomer = audienceOf(principal) === 'customer';
  const address = ofCustomer && !isLoopback(request.ip) ? networkOf(request.ip) : null;
  const place = sessionId === null ? OF_THE_DESK : { sessionId, ofCustomer, address };
  if (readers.refuses(place)) throw refused('rate-limited', 'Too many readers are waiting; try again later.');
  return place;
}
