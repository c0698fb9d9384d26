import type { CreateEvent, EventSource } from '@baton/protocol';
import * as fc from 'fast-check';
import { deleteEvents } from '../app/delete-events.ts';
import type { HandoffCommand } from '../app/handoff-command.ts';
import { postEvent } from '../app/post-event.ts';
import { requestHandoff } from '../app/request-handoff.ts';
import { updateSession } from '../app/update-session.ts';
import type { Idempotency } from '../ports/session-store.ts';
import { WORDS } from './scripted-stages.ts';
import type { TestApp } from './test-app.ts';
import { OPERATORS } from './world.ts';
import type { World } from './world.ts';

/** One thing that somebody does. Sessions and operators are given by number. */
export type Step = { readonly session: number } & (
  | { readonly do: 'customer says'; readonly words: string; readonly twice: boolean }
  | { readonly do: 'button' | 'withdraw' | 'callback' }
  | {
      readonly do: 'accept' | 'decline' | 'take over' | 'resolve' | 'return' | 'keep' | 'note';
      readonly operator: number;
    }
  | { readonly do: 'pass on' | 'offer'; readonly operator: number; readonly to: number | null }
  | { readonly do: 'comes' | 'goes away' | 'goes offline' | 'loses connection'; readonly operator: number }
  | {
      readonly do: 'reply';
      readonly operator: number;
      readonly as: 'operator' | 'ai';
      readonly seen: 'all' | 'none' | 'force';
    }
  | { readonly do: 'person says'; readonly who: 'outside' | 'named' | 'operator'; readonly twice: boolean }
  | { readonly do: 'on behalf' | 'custom' | 'manual' | 'auto' | 'title' | 'speak' | 'say so' }
  | { readonly do: 'delete'; readonly from: number }
  | { readonly do: 'time passes'; readonly seconds: number }
  | { readonly do: 'crash' | 'look' }
);

const session = fc.nat(1);
const operator = fc.nat(1);
const twice = fc.boolean();
const step = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<
  T & { session: number }
> => fc.record({ session, ...fields }) as unknown as fc.Arbitrary<T & { session: number }>;
const does = <T extends string>(...names: T[]): fc.Arbitrary<T> => fc.constantFrom(...names);

const CUSTOMER: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: step({
      do: does('customer says'),
      words: fc.constantFrom('', '', '', ...Object.values(WORDS), `${WORDS.person} ${WORDS.mute}`),
      twice,
    }),
  },
  { weight: 2, arbitrary: step({ do: does('button', 'withdraw', 'callback') }) },
);
const OPERATOR: fc.Arbitrary<Step> = fc.oneof(
  step({ do: does('accept', 'decline', 'take over', 'resolve', 'return', 'keep', 'note'), operator }),
  step({ do: does('pass on', 'offer'), operator, to: fc.constantFrom(0, 1, null) }),
  // They come more often than they go, or nobody would be offered anything.
  step({ do: does('comes', 'comes', 'comes', 'goes away', 'goes offline', 'loses connection'), operator }),
  step({ do: does('reply'), operator, as: does('operator', 'ai'), seen: does('all', 'none', 'force') }),
);
const OUTSIDE: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: step({ do: does('person says'), who: does('outside', 'named', 'operator'), twice }),
  },
  {
    weight: 5,
    arbitrary: step({ do: does('on behalf', 'custom', 'manual', 'auto', 'title', 'speak', 'say so') }),
  },
  { weight: 1, arbitrary: step({ do: does('delete'), from: fc.double({ min: 0, max: 1, noNaN: true }) }) },
);
const MACHINE: fc.Arbitrary<Step> = fc.oneof(
  step({ do: does('time passes'), seconds: fc.constantFrom(1, 6, 61, 200, 400, 1900, 90_000) }),
  step({ do: does('crash', 'look', 'look') }),
);

/** What everybody does, each in his own order. */
export const LANES: fc.Arbitrary<Step[][]> = fc.tuple(
  fc.array(CUSTOMER, { maxLength: 7 }),
  fc.array(OPERATOR, { maxLength: 6 }),
  fc.array(OUTSIDE, { maxLength: 5 }),
  fc.array(MACHINE, { maxLength: 4 }),
);

/** Carries out all lanes side by side, each step when its turn is drawn. */
export async function runLanes(world: World, lanes: readonly (readonly Step[])[]): Promise<void> {
  const all = Promise.all(
    lanes.map(async (lane) => {
      for (const each of lane) {
        await world.interleaving.pause(each.do);
        await perform(world, each);
      }
    }),
  );
  await world.settle();
  // A request that is never answered would keep its lane; `broken` reports it.
  await Promise.race([all, world.interleaving.settle()]);
}

async function perform(world: World, each: Step): Promise<void> {
  const sessionId = world.sessionIds[each.session]!;
  const idempotency = world.key();
  switch (each.do) {
    case 'customer says':
      return post(world, sessionId, 'customer', each.words, each.twice);
    case 'person says':
      return post(world, sessionId, 'human_agent', '', each.twice, each.who);
    case 'on behalf':
      return post(world, sessionId, 'human_agent_on_behalf_of_ai_agent', '', false);
    case 'custom':
    case 'speak':
    case 'say so':
      return postOther(world, sessionId, each.do);
    case 'button': {
      const evidence = { trigger: 'button', offset: null, score: null, threshold: null, quote: null };
      const asked = {
        reason: 'customer_requested',
        evidence: [evidence],
        transition: { by: 'desk', text: null },
      } as const;
      await world.ask(({ app }, traceId) =>
        requestHandoff(app, sessionId, { ...asked, traceId, idempotency }),
      );
      return;
    }
    case 'manual':
    case 'auto': {
      const mode = each.do === 'manual' ? 'manual' : 'auto';
      await world.ask(({ app }, traceId) => updateSession(app, sessionId, { mode }, traceId));
      return;
    }
    case 'title':
      await world.ask(({ app }, traceId) => updateSession(app, sessionId, { title: traceId }, traceId));
      return;
    case 'delete':
      await world.ask(async ({ app }, traceId) => {
        const next = (await app.sessions.readSession(sessionId))?.nextOffset ?? 0;
        return deleteEvents(app, sessionId, Math.floor(next * each.from), traceId);
      });
      return;
    case 'time passes':
      world.clock.jump(each.seconds);
      return;
    case 'crash':
      return world.crash();
    case 'look':
      return world.look();
    case 'comes':
    case 'goes away':
    case 'goes offline':
    case 'loses connection':
      return changePresence(world, each.do, OPERATORS[each.operator]!.id);
    default:
      return work(world, sessionId, each, idempotency);
  }
}

type WorkStep = Extract<Step, { operator: number } | { do: 'button' | 'withdraw' | 'callback' }>;

async function work(
  world: World,
  sessionId: string,
  each: WorkStep,
  idempotency: Idempotency,
): Promise<void> {
  const by = OPERATORS['operator' in each ? each.operator : 0]!;
  if (each.do === 'take over') {
    await world.ask(({ desk }, traceId) => desk.takeOver(sessionId, by, { traceId, idempotency }));
    return;
  }
  const id = (await world.ask((server) => newestHandoff(server, sessionId))) ?? 'none';
  if (each.do === 'reply') {
    const text = `reply ${idempotency.key}.`;
    const sent = world.sent(idempotency, sessionId, text);
    const seenOffset = each.seen === 'force' ? null : each.seen === 'none' ? -1 : Number.MAX_SAFE_INTEGER;
    const reply = { operator: by, message: text, as: each.as, seenOffset };
    const outcome = await world.ask(({ desk }, traceId) => desk.reply(id, reply, { traceId, idempotency }));
    if (outcome.type === 'sent') sent.offsets.add(outcome.event.offset);
    return;
  }
  await world.ask(({ desk }, traceId) => desk.command(id, commandOf(each), { traceId, idempotency }));
}

const STATUSES = { comes: 'available', 'goes away': 'away', 'goes offline': 'offline' } as const;

async function changePresence(
  world: World,
  how: keyof typeof STATUSES | 'loses connection',
  id: string,
): Promise<void> {
  await world.ask(async ({ staff }) => {
    if (how === 'loses connection') await staff.connectionLost(id);
    else await staff.setPresence(id, STATUSES[how]);
  });
}

/** The open handoff, else the one that ended last: people act on what they saw a moment ago. */
async function newestHandoff({ app }: TestApp, sessionId: string): Promise<string | null> {
  const state =
    (await app.sessions.readOpenHandoff(sessionId)) ?? (await app.sessions.readLastHandoff(sessionId));
  return state?.id ?? null;
}

function commandOf(each: Exclude<WorkStep, { do: 'reply' }>): HandoffCommand {
  const by = OPERATORS['operator' in each ? each.operator : 0]!;
  switch (each.do) {
    case 'accept':
    case 'decline':
    case 'keep':
      return { do: each.do, operator: by };
    case 'offer':
      return { do: 'offer', operator: by, operatorId: OPERATORS[each.to ?? 0]!.id };
    case 'pass on': {
      const to = each.to === null ? null : OPERATORS[each.to]!.id;
      const target = to === null ? { department: 'support' } : { operatorId: to };
      return { do: 'transfer', operator: by, target, note: 'for you' };
    }
    case 'note':
      return { do: 'note', operator: by, text: 'a note' };
    case 'resolve':
      return { do: 'resolve', operator: by, disposition: 'solved', outcome: null };
    case 'return':
      return { do: 'return', operator: by, outcome: 'agreed' };
    case 'callback':
      return { do: 'choose-contact', kind: 'callback', address: '+1 555 0100', callAt: null };
    default:
      return { do: 'withdraw' };
  }
}

async function post(
  world: World,
  sessionId: string,
  source: EventSource,
  words: string,
  again: boolean,
  who: 'outside' | 'named' | 'operator' = 'outside',
): Promise<void> {
  const idempotency = world.key();
  const text = `${source} ${words} ${idempotency.key}.`;
  const sent = world.sent(idempotency, sessionId, text);
  const participant = {
    id: who === 'named' ? 'nils' : null,
    display_name: who === 'named' ? 'Nils Holm' : 'Outside',
  };
  const author = who === 'operator' ? OPERATORS[0]! : null;
  const once = (): Promise<void> =>
    world.ask(async ({ app }, traceId) => {
      const stored = await app.sessions.readSession(sessionId);
      const body = { kind: 'message', source, message: text, participant } as const;
      const outcome = await postEvent(app, stored!, body, { traceId, idempotency, author });
      if (outcome.type === 'stored') sent.offsets.add(outcome.event.offset);
      if (outcome.type === 'at') sent.offsets.add(outcome.offset);
    });
  await Promise.all(again ? [once(), once()] : [once()]);
}

async function postOther(
  world: World,
  sessionId: string,
  what: 'custom' | 'speak' | 'say so',
): Promise<void> {
  const idempotency = world.key();
  const action = `so ${idempotency.key}.`;
  const bodies: Record<typeof what, CreateEvent> = {
    custom: { kind: 'custom', source: 'customer_ui', data: { page: 'opened' } },
    speak: { kind: 'message', source: 'ai_agent' },
    'say so': { kind: 'message', source: 'ai_agent', guidelines: [{ action }] },
  };
  const sent = what === 'say so' ? world.sent(idempotency, sessionId, `said: ${action}`) : null;
  await world.ask(async ({ app }, traceId) => {
    if (what === 'say so') world.instructed(traceId);
    const stored = await app.sessions.readSession(sessionId);
    const outcome = await postEvent(app, stored!, bodies[what], { traceId, idempotency, author: null });
    if (outcome.type === 'at') sent?.offsets.add(outcome.offset);
  });
}
