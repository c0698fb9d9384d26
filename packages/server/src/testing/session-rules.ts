import type { MessageData, StatusData } from '@baton/protocol';
import { publicHolder } from '../core/control.ts';
import { ENGLISH } from '../core/handoff/texts/en.ts';
import { foldJournal } from '../core/handoff/apply-fact.ts';
import { isOpen } from '../core/handoff/handoff-state.ts';
import { nextTimer } from '../core/handoff/timers.ts';
import type { HandoffState } from '../core/handoff/handoff-state.ts';
import type { JournalFact } from '../core/handoff/journal-fact.ts';
import type { EventRecord } from '../core/log/event-record.ts';
import { applyEvent, foldControl } from '../core/log/fold-control.ts';
import type { SessionRecord, SessionStore } from '../ports/session-store.ts';
import { AI_TRANSITION } from './scripted-stages.ts';

/** Everything that is kept of one session. */
export interface WholeSession {
  readonly session: SessionRecord;
  /** Deleted events too. */
  readonly log: readonly EventRecord[];
  readonly handoffs: readonly { readonly state: HandoffState; readonly journal: readonly JournalFact[] }[];
}

/** Reads a session with all its handoffs. Throws when an offset is missing (H1.2). */
export async function readWhole(store: SessionStore, sessionId: string): Promise<WholeSession> {
  const session = await store.readSession(sessionId);
  if (session === null) throw new Error(`no session ${sessionId}`);
  const log: EventRecord[] = [];
  for (let offset = 0; offset < session.nextOffset; offset++) {
    const event = await store.readEvent(sessionId, offset);
    if (event === null) throw new Error(`H1.2: offset ${offset} of ${session.nextOffset} is missing`);
    log.push(event);
  }
  if ((await store.readEvent(sessionId, session.nextOffset)) !== null)
    throw new Error('H1.2: an event beyond the end');
  const states = await store.listHandoffs({ limit: 1_000_000 });
  const mine = states.filter((state) => state.sessionId === sessionId);
  const handoffs = await Promise.all(
    mine.map(async (state) => ({
      state,
      journal: (await store.listJournal(state.id)).map(({ fact }) => fact),
    })),
  );
  return { session, log, handoffs };
}

/** Which of the rules of the log, of control and of handoffs a session breaks. Empty when it keeps them all. */
export function brokenRules(
  whole: WholeSession,
  instructedTraces: ReadonlySet<string> = new Set(),
): string[] {
  return [
    ...checkControl(whole),
    ...checkFence(whole.log, instructedTraces),
    ...checkHandoffs(whole),
    ...checkTransitions(whole),
  ];
}

/** H1.4: control is the fold of the log, for those who see the whole of it and for those who see what is left. */
function checkControl({ session, log, handoffs }: WholeSession): string[] {
  const broken: string[] = [];
  const { mode, epoch, holder } = session.control;
  const stored = JSON.stringify({ mode, epoch, holder: publicHolder(holder) });
  const visible = log.filter((event) => !event.deleted);
  for (const [name, events] of [
    ['whole', log],
    ['visible', visible],
  ] as const) {
    const folded = JSON.stringify(foldControl(events));
    if (folded !== stored) broken.push(`H1.4: the ${name} log says ${folded}, stored is ${stored}`);
  }
  const open = handoffs.filter(({ state }) => isOpen(state.stage));
  if (open.length > 1) broken.push(`H3.4: ${open.length} handoffs are open`);
  if ((mode === 'manual') !== open.length > 0)
    broken.push(`H8.3: mode ${mode} with ${open.length} open handoffs`);
  return broken;
}

/**
 * H2.1: a turn's events belong to the epoch it began under, or to the one that its own request for a person
 * began. Told by the trace, which a turn shares with nobody else.
 */
export function checkFence(
  log: readonly EventRecord[],
  instructed: ReadonlySet<string> = new Set(),
): string[] {
  const broken: string[] = [];
  const epochOf = new Map<string, number>();
  let control = foldControl([]);
  for (const event of log) {
    const before = control;
    control = applyEvent(control, event);
    if (control.epoch < before.epoch) broken.push(`H2: the epoch fell at ${event.offset}`);
    if (control.epoch !== before.epoch && epochOf.get(event.traceId) === before.epoch) {
      epochOf.set(event.traceId, control.epoch);
    }
    if (event.source !== 'ai_agent') continue;
    const began = epochOf.get(event.traceId);
    if (began === undefined) {
      epochOf.set(event.traceId, control.epoch);
      if (control.mode === 'manual' && !instructed.has(event.traceId)) {
        broken.push(`H2: a turn began in manual mode at ${event.offset}`);
      }
    } else if (began !== control.epoch) {
      broken.push(
        `H2.1: an ai_agent event of epoch ${began} at offset ${event.offset}, in epoch ${control.epoch}`,
      );
    }
  }
  return broken;
}

function checkHandoffs({ handoffs }: WholeSession): string[] {
  return handoffs.flatMap(({ state, journal }) => {
    const broken: string[] = [];
    if (JSON.stringify(foldJournal(journal)) !== JSON.stringify(state)) {
      broken.push(`H1.4: handoff ${state.id} is not the fold of its journal`);
    }
    if (isOpen(state.stage) !== (nextTimer(state.timers) !== null)) {
      broken.push(`H3.1: handoff ${state.id} is ${state.stage} with timers ${JSON.stringify(state.timers)}`);
    }
    const said = journal.filter((fact) => fact.type === 'transition-said').length;
    const queued = journal.some((fact) => fact.type === 'queued');
    if (said > 1 || (said === 1) !== queued)
      broken.push(`H3.2: handoff ${state.id} said its transition ${said} times`);
    return broken;
  });
}

/** H3.2: as many transition messages as handoffs have said one. */
function checkTransitions({ log, handoffs }: WholeSession): string[] {
  const messages = log.filter((event) => {
    if (event.kind !== 'message') return false;
    const { message } = JSON.parse(event.data) as MessageData;
    return message === AI_TRANSITION || message.includes(ENGLISH.nothingToRepeat);
  });
  const said = handoffs.flatMap(({ journal }) => journal.filter((fact) => fact.type === 'transition-said'));
  if (messages.length === said.length) return [];
  return [`H3.2: ${messages.length} transition messages, ${said.length} in the journals`];
}

/**
 * A chat that shows what the AI is doing shows nothing once nothing is done. Not kept when the process was
 * killed in the middle of a turn.
 */
export function checkTyping({ log }: WholeSession): string[] {
  let since: number | null = null;
  for (const event of log) {
    if (event.source === 'customer' || event.source === 'customer_ui') continue;
    if (event.kind === 'message') since = null;
    if (event.kind !== 'status') continue;
    const { status } = JSON.parse(event.data) as StatusData;
    if (status === 'typing' || status === 'processing') since ??= event.offset;
    if (status === 'ready' || status === 'cancelled' || status === 'error') since = null;
  }
  return since === null ? [] : [`the AI is shown at work since offset ${since}, for ever`];
}
