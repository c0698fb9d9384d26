import type { Control } from '../../core/control.ts';
import { isHeld, isOpen, openCommitments } from '../../core/handoff/handoff-state.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { NaiveDesk } from './naive-desk.ts';
import { duesOf } from './naive-handoff.ts';
import type { NaiveHandoff } from './naive-handoff.ts';

/** What of a handoff has to be the same on both sides, in the order in which they are listed. */
const SHOWN = [
  'id',
  'stage',
  'priority',
  'department',
  'skills',
  'language',
  'relaxed',
  'declined',
  'sticky operator',
  'offer',
  'holder',
  'requested at',
  'waiting since',
  'queued at',
  'offered at',
  'accepted at',
  'first word at',
  'ended at',
  'transfers',
  're-queues',
  'promises',
  'timers',
] as const;

/** A desk as it is to be seen from outside. */
export interface DeskView {
  control(sessionId: string): Control;
  /** The open handoff, or the one that ended last. */
  lastHandoff(sessionId: string): HandoffState | null;
  /** Ids of operators whom it may not be offered to now. */
  declinedOf(handoff: HandoffState): readonly string[];
}

/** A state never changes: what is shown of it is made once. */
const texts = new WeakMap<HandoffState, string>();

/** Where the desk and the oracle differ; empty where they agree. */
export function differences(desk: DeskView, oracle: NaiveDesk): string[] {
  const found: string[] = [];
  for (const { id, speaker, epoch, handoffs } of oracle.sessions) {
    const { holder, epoch: stored, mode } = desk.control(id);
    const says =
      holder.kind === 'operator' ? holder.id : holder.kind === 'external' ? 'outside' : holder.kind;
    if (says !== speaker) found.push(`${id}: ${says} may speak, and it should be ${speaker}`);
    if (stored !== epoch) found.push(`${id}: its epoch is ${stored}, and should be ${epoch}`);
    if ((mode === 'auto') !== (speaker === 'ai'))
      found.push(`${id}: its mode is ${mode}, and ${speaker} may speak`);
    const last = handoffs.at(-1);
    const state = desk.lastHandoff(id);
    if (last === undefined || state === null) {
      if ((last === undefined) !== (state === null)) found.push(`${id}: one side alone has a handoff`);
      continue;
    }
    let text = texts.get(state);
    if (text === undefined) texts.set(state, (text = ofDesk(state, desk)));
    const wanted = ofOracle(last);
    if (text !== wanted)
      found.push(...fieldsThatDiffer(text, wanted).map((each) => `${id}, ${state.stage}: ${each}`));
  }
  return found;
}

function fieldsThatDiffer(text: string, wanted: string): string[] {
  const [is, should] = [text.split('|'), wanted.split('|')];
  return SHOWN.flatMap((name, at) =>
    is[at] === should[at] ? [] : [`${name}: it is ${is[at]}, and should be ${should[at]}`],
  );
}

function ofDesk(state: HandoffState, desk: DeskView): string {
  const { offer, operator, timers, requirements, lastOperator, stage } = state;
  const shown: Readonly<Record<(typeof SHOWN)[number], string | number | null>> = {
    // A server draws its ids.
    id: `h${state.requestedAt}`,
    stage,
    priority: state.priority,
    department: requirements.department,
    skills: requirements.skills.map(({ skill }) => skill).join(),
    language: requirements.language,
    relaxed: state.relaxed.join(),
    declined: isOpen(stage) ? desk.declinedOf(state).toSorted().join() : '',
    'sticky operator': lastOperator === null ? null : `${lastOperator.id} ${lastOperator.until}`,
    offer: offer === null ? null : `${offer.operator.id} ${offer.until} ${offer.direct}`,
    holder: isHeld(stage) ? (operator?.id ?? 'outside') : null,
    'requested at': state.requestedAt,
    'waiting since': state.waitingSince,
    'queued at': state.queuedAt,
    'offered at': state.offeredAt,
    'accepted at': state.acceptedAt,
    'first word at': state.firstHumanWordAt,
    'ended at': state.endedAt,
    transfers: state.transfers,
    're-queues': state.requeues,
    promises: openCommitments(state).length,
    timers: namedTimes(Object.entries(timers).map(([name, due]) => ({ name, due }))),
  };
  return SHOWN.map((name) => shown[name]).join('|');
}

function ofOracle(handoff: NaiveHandoff): string {
  const { offer, last, stage } = handoff;
  const held = stage === 'active' || stage === 'returning';
  const shown: Readonly<Record<(typeof SHOWN)[number], string | number | null>> = {
    id: handoff.id,
    stage,
    priority: handoff.priority,
    department: handoff.department,
    skills: handoff.skills.join(),
    language: handoff.language,
    relaxed: handoff.relaxed.join(),
    declined: handoff.ended ? '' : [...handoff.refused, ...handoff.silent].toSorted().join(),
    'sticky operator': last === null ? null : `${last.id} ${last.until}`,
    offer: offer === null ? null : `${offer.operator} ${offer.until} ${offer.direct}`,
    holder: held ? (handoff.holder ?? 'outside') : null,
    'requested at': handoff.age,
    'waiting since': handoff.waitingSince,
    'queued at': handoff.queuedAt,
    'offered at': handoff.offeredAt,
    'accepted at': handoff.acceptedAt,
    'first word at': handoff.firstWordAt,
    'ended at': handoff.endedAt,
    transfers: handoff.transfers,
    're-queues': handoff.requeues,
    promises: handoff.promises.length,
    timers: handoff.ended ? '' : namedTimes(duesOf(handoff)),
  };
  return SHOWN.map((name) => shown[name]).join('|');
}

function namedTimes(times: readonly { readonly name: string; readonly due: number }[]): string {
  return times
    .map(({ name, due }) => `${name} ${due}`)
    .toSorted()
    .join();
}
