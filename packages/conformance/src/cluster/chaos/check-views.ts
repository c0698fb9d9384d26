import { BatonClient } from '@baton/client';
import type { SessionEvent } from '@baton/protocol';
import { setTimeout as delay } from 'node:timers/promises';
import { ConsoleBoard } from '../../../../server/src/testing/console-board.ts';
import type { CustomerLife } from './customer-life.ts';
import type { OperatorLife } from './operator-life.ts';

const ASK_AGAIN_MS = 100;
/** Handoffs of a kind that a screen shows when it is opened; one that has been open for longer may show more. */
const SHOWN_AT_FIRST = 100;
/** Characters of one difference: a handoff has many. */
const MOST_SAID = 400;

/** Asks again until nothing differs any more, or the time is over: what still differs then. */
export async function converge(ms: number, differences: () => Promise<string[]>): Promise<string[]> {
  for (const end = performance.now() + ms; ;) {
    const found = await differences();
    if (found.length === 0 || performance.now() > end) return found;
    await delay(ASK_AGAIN_MS);
  }
}

/** In what a customer's page differs from his session's log. */
export async function pageDifferences(client: BatonClient, customer: CustomerLife): Promise<string[]> {
  const { sessionId, shown } = customer;
  if (sessionId === null) return [];
  const fresh = await readAll(client, sessionId);
  const found = fresh.flatMap((event) => {
    const seen = shown.get(event.offset);
    if (seen === undefined) return [`${sessionId}: offset ${event.offset} is not shown`];
    const [mine, theirs] = [JSON.stringify(seen), JSON.stringify(event)];
    return mine === theirs ? [] : [`${sessionId}: shown is ${mine}, it is ${theirs}`];
  });
  if (shown.size > fresh.length)
    found.push(`${sessionId}: ${shown.size - fresh.length} events too many are shown`);
  return found;
}

/** In what operators' screens differ from those that are opened now on one node. */
export async function screenDifferences(
  { name, url }: { readonly name: string; readonly url: string },
  operators: readonly OperatorLife[],
): Promise<string[]> {
  const client = new BatonClient({ baseUrl: url });
  const found = await Promise.all(
    operators.map(async (operator) => {
      const fresh = await openScreen(client, operator.id);
      return operator.board
        .differences(fresh, Date.now(), SHOWN_AT_FIRST)

        .map((each) => `${operator.id}, of ${name}: ${inShort(each)}`.slice(0, MOST_SAID));
    }),
  );
  return found.flat();
}

async function openScreen(client: BatonClient, operator: string): Promise<ConsoleBoard> {
  const board = new ConsoleBoard();
  const abort = new AbortController();
  for await (const update of client.stream(abort.signal, { operator })) {
    if (update.type !== 'frame' || update.frame.type !== 'snapshot') continue;
    const { frame } = update;
    board.apply({ frames: [{ id: '', type: frame.type, data: JSON.stringify(frame) }], cursor: '' });
    break;
  }
  abort.abort();
  return board;
}

async function readAll(client: BatonClient, sessionId: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for (;;) {
    const more = await client.listEvents(sessionId, events.length);
    if (more.length === 0) return events;
    events.push(...more);
  }
}

/** Of two handoffs that differ, in what. */
function inShort(difference: string): string {
  const [, what, shown, kept] = /^(.*) is shown as (\{.*\}), it is (\{.*\})$/.exec(difference) ?? [];
  if (what === undefined || shown === undefined || kept === undefined) return difference;
  const mine = JSON.parse(shown) as Record<string, unknown>;
  const theirs = JSON.parse(kept) as Record<string, unknown>;
  const differing = Object.keys(theirs).filter(
    (key) => JSON.stringify(mine[key]) !== JSON.stringify(theirs[key]),
  );
  const told = differing.map(
    (key) => `${key} ${JSON.stringify(mine[key])}, it is ${JSON.stringify(theirs[key])}`,
  );
  return `${what} is shown with ${told.join('; ')}`;
}
