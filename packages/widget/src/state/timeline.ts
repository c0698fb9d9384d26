import { foldHandoff, type HandoffView } from './handoff.ts';
import type { LogEntry, MessageEntry } from './log-entry.ts';
import type { Speaker } from './participant.ts';

/** One row of the transcript. `key` is stable for the life of the row. */
export type Row =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'message'; key: string; entry: MessageEntry; name: string; opens: boolean; closes: boolean }
  | { kind: 'system'; key: string; text: string }
  | { kind: 'turn'; key: string; turn: Turn };

/** A change of who is there. */
export type Turn =
  | { type: 'joined'; name: string | null }
  | { type: 'left'; name: string | null }
  /** To another department or person, who has not come yet. */
  | { type: 'passed-on' }
  | { type: 'ai-again' };

/** Messages of one speaker within this time stand together under one name. */
const GROUP_MS = 5 * 60_000;

/** What the transcript shows of the log, in the log's order. */
export function timelineOf(entries: readonly LogEntry[], agentName: string): Row[] {
  const rows: Row[] = [];
  let handoff: HandoffView | null = null;
  let day = '';
  for (const entry of entries) {
    if (entry.kind === 'handoff') {
      const after = foldHandoff(handoff, entry);
      const turn = turnOf(handoff, after, entry.type);
      if (turn !== null) rows.push({ kind: 'turn', key: entry.id, turn });
      handoff = after;
      continue;
    }
    const today = new Date(entry.at).toDateString();
    if (today !== day) rows.push({ kind: 'day', key: `day-${entry.offset}`, at: entry.at });
    day = today;
    rows.push(messageRow(entry, agentName, rows));
  }
  return rows;
}

function messageRow(entry: MessageEntry, agentName: string, rows: Row[]): Row {
  if (entry.speaker === 'system') return { kind: 'system', key: entry.id, text: entry.text };
  const name = nameOf(entry.speaker, entry.name, agentName);
  const last = rows.at(-1);
  const continues =
    last?.kind === 'message' &&
    last.entry.speaker === entry.speaker &&
    last.name === name &&
    entry.at - last.entry.at < GROUP_MS;
  if (continues) last.closes = false;
  return { kind: 'message', key: entry.id, entry, name, opens: !continues, closes: true };
}

/** The AI has one name, whoever writes in it. */
function nameOf(speaker: Speaker, name: string, agentName: string): string {
  return speaker === 'ai' ? agentName || name : name;
}

function turnOf(before: HandoffView | null, after: HandoffView | null, type: string): Turn | null {
  if (after?.phase === 'waiting' && type === 'handoff.transferred') return { type: 'passed-on' };
  const person = before?.phase === 'active' ? before.person : null;
  if (after?.phase === 'active') {
    return before?.phase === 'active' && before.person === after.person
      ? null
      : { type: 'joined', name: after.person };
  }
  if (after?.phase === 'waiting') return before?.phase === 'active' ? { type: 'left', name: person } : null;
  return before === null ? null : { type: 'ai-again' };
}
