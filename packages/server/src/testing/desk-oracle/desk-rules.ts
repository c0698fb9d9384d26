import type { MessageData } from '@baton/protocol';
import { publicHolder } from '../../core/control.ts';
import { foldJournal } from '../../core/handoff/apply-fact.ts';
import { transitionText } from '../../core/handoff/customer-text.ts';
import { isHeld, isOpen } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { JournalFact } from '../../core/handoff/journal-fact.ts';
import { STAGE_TIMERS } from '../../core/handoff/timers.ts';
import type { TimerName } from '../../core/handoff/timers.ts';
import { foldControl } from '../../core/log/fold-control.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import { clocksOf, roleOf } from '../../core/waiting/service-clocks.ts';
import type { ClockEvent } from '../../core/waiting/service-clocks.ts';
import { AI_SAYS } from './desk-in-memory.ts';
import type { KeptEvent, KeptHandoff, MemoryLogs } from './memory-logs.ts';

/** What can be seen in what a desk has written alone, whatever an oracle says. Empty when it keeps all its rules. */
export function brokenRules(logs: MemoryLogs): string[] {
  return [...logs.sessions].flatMap(([id, { control, log, handoffs }]) => {
    const broken = handoffs.flatMap((kept) => rulesOfHandoff(kept));
    const open = handoffs.filter(({ state }) => isOpen(state.stage)).length;
    if (open > 1) broken.push('H3.4: several handoffs are open');
    if ((control.mode === 'manual') !== (open === 1))
      broken.push(`H8.3: ${control.mode} with ${open} open handoffs`);
    const folded = JSON.stringify(foldControl(log.map((event) => event as KeptEvent & EventRecord)));
    const shown = { mode: control.mode, epoch: control.epoch, holder: publicHolder(control.holder) };
    const stored = JSON.stringify(shown);
    if (folded !== stored) broken.push(`H1.4: the log says ${folded}, stored is ${stored}`);
    const said = handoffs.filter(({ journal }) =>
      journal.some(({ type }) => type === 'transition-said'),
    ).length;
    const messages = log.filter(({ kind, data }) => kind === 'message' && isTransition(data)).length;
    if (said !== messages) broken.push(`H3.2: ${messages} transition messages in ${said} handoffs`);
    broken.push(...clockFaults(handoffs, log));
    return broken.map((each) => `${id}: ${each}`);
  });
}

/** Cheap enough to be looked at after every step. */
export function timerFaults({ id, stage, timers }: HandoffState): string[] {
  const running = Object.keys(timers) as TimerName[];
  const may = STAGE_TIMERS[stage];
  const [must] = may;
  const strange = running.filter((name) => !may.includes(name));
  const found = strange.map((name) => `H3.1: ${id} is ${stage} and its timer ${name} runs`);
  if (must !== undefined && timers[must] === undefined) found.push(`H3.1: ${id} is ${stage} without ${must}`);
  return found;
}

function rulesOfHandoff({ state, journal }: KeptHandoff): string[] {
  const broken = [...timerFaults(state), ...askedAgain(journal)];
  if (JSON.stringify(foldJournal(journal)) !== JSON.stringify(state))
    broken.push('H1.4: it is not its journal');
  const said = journal.filter(({ type }) => type === 'transition-said').length;
  if (said !== (state.queuedAt === null ? 0 : 1)) broken.push(`H3.2: its transition is said ${said} times`);
  const { stretches } = state;
  const held = stretches.filter(({ to }) => to === null).length;
  if (held !== (isHeld(state.stage) ? 1 : 0)) broken.push(`H2.5: ${held} hold it at once`);
  for (const [at, { from }] of stretches.entries())
    if (at > 0 && from < (stretches[at - 1]!.to ?? Infinity)) broken.push('H2.5: two held it at once');
  const steps = journal.filter(({ type }) => type === 'relaxed').length;
  if (steps < state.relaxed.length) broken.push('H6.3: a relaxation is not recorded');
  return broken.map((each) => `${state.id}: ${each}`);
}

/** H6.4: who said no is not offered it again, who was silent not before the customer was told that it takes longer. */
function askedAgain(journal: readonly JournalFact[]): string[] {
  const refused = new Set<string>();
  const silent = new Set<string>();
  const broken: string[] = [];
  for (const fact of journal) {
    if (fact.type === 'declined') {
      const { id } = fact.operator;
      if (fact.why === 'declined') refused.add(id);
      if (fact.why === 'timed-out') silent.add(id);
      if (fact.why === 'timed-out') refused.delete(id);
    }
    if (fact.type === 'delayed' || fact.type === 'reminded') silent.clear();
    if (fact.type === 'transferred') {
      refused.clear();
      silent.clear();
    }
    if (fact.type !== 'offered' || fact.direct) continue;
    const { id } = fact.operator;
    if (refused.has(id) || silent.has(id)) broken.push(`H6.4: ${id} is asked again`);
  }
  return broken;
}

/** H7.4: the clocks made of what happened are those that the handoff keeps. */
function clockFaults(handoffs: readonly KeptHandoff[], log: MemoryLogEvents): string[] {
  const events: { readonly event: ClockEvent; readonly order: number }[] = [];
  for (const { state, journal } of handoffs)
    for (const fact of journal) {
      const event = clockEventOf(fact, state);
      if (event !== null) events.push({ event, order: 0 });
    }
  for (const { kind, source, at } of log)
    if (kind === 'message') events.push({ event: { type: 'said', role: roleOf(source), at }, order: 1 });
  events.sort((a, b) => a.event.at - b.event.at || a.order - b.order);
  const clocks = clocksOf(events.map(({ event }) => event)).handoffs;
  const kept = handoffs.map(({ state }) => ({
    requestedAt: state.requestedAt,
    queuedAt: state.queuedAt,
    offeredAt: state.offeredAt,
    acceptedAt: state.acceptedAt,
    firstHumanWordAt: state.firstHumanWordAt,
    endedAt: state.endedAt,
    end: isOpen(state.stage) ? null : state.stage,
  }));
  return handoffs.flatMap((_handoff, at) => {
    const [is, wanted] = [textOf(clocks[at] ?? {}), textOf(kept[at]!)];
    return is === wanted ? [] : [`H7.4: the clocks say ${is}, the handoff ${wanted}`];
  });
}

type MemoryLogEvents = readonly {
  readonly kind: string;
  readonly source: Parameters<typeof roleOf>[0];
  readonly at: number;
}[];

function clockEventOf(fact: JournalFact, state: HandoffState): ClockEvent | null {
  const { at, type } = fact;
  switch (type) {
    case 'requested':
    case 'queued':
    case 'offered':
    case 'accepted':
      return { type, at };
    case 'taken-over':
      return { type: 'accepted', at };
    case 'resolved':
    case 'returned':
    case 'withdrawn':
    case 'contact-chosen':
    case 'abandoned':
    case 'failed':
      return { type: 'ended', at, stage: state.stage as 'failed' };
    default:
      return null;
  }
}

function isTransition(data: string): boolean {
  const { message } = JSON.parse(data) as MessageData;
  return message === AI_SAYS || message === transitionText();
}

function textOf(value: object): string {
  return JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
