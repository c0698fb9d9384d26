import type { Alternative, HandoffStage, Json, SessionEvent, WaitRange } from '@baton/protocol';
import { withoutSources, type CitedArticle } from './citations.ts';
import { filesIn, writtenWith, type FileRef } from './file.ts';
import { object, string } from './read-json.ts';
import { ALTERNATIVE_NAMES } from './wire-names.ts';
import { speakerOf, type Speaker } from './participant.ts';

/** What the page keeps of an event: only what somebody can see. */
export type LogEntry = MessageEntry | HandoffEntry;

export interface MessageEntry {
  kind: 'message';
  id: string;
  offset: number;
  at: number;
  speaker: Speaker;
  /** As the event names the speaker; '' when it does not. */
  name: string;
  /** '' where only files were sent. */
  text: string;
  files: readonly FileRef[];
  /** Articles that an answer tells from. */
  citations: readonly CitedArticle[];
  /** It is still being written. */
  growing: boolean;
}

export interface HandoffEntry {
  kind: 'handoff';
  id: string;
  offset: number;
  at: number;
  /** e.g. `handoff.queued`. */
  type: string;
  handoffId: string | null;
  /** Of another program it may be any text. */
  stage: HandoffStage | null;
  holder: { kind: string; name: string | null };
  position: number | null;
  wait: WaitRange | null;
  alternatives: Alternative[];
}

/**
 * Reads an event defensively: a log may hold events of other programs, and whatever has not the shape we know
 * is not shown. Null for events that show nothing.
 */
export function readEntry(event: SessionEvent): LogEntry | null {
  if (event.deleted) return null;
  if (event.kind === 'message') return readMessage(event);
  if (event.kind === 'custom' && event.source === 'system') return readHandoff(event);
  return null;
}

/** Whether a message is still being written: its pieces then do not end with null. */
export function isGrowing(event: SessionEvent): boolean {
  if (event.kind !== 'message' || event.deleted) return false;
  const { chunks } = object(event.data);
  return Array.isArray(chunks) && chunks.at(-1) !== null;
}

function readMessage(event: SessionEvent): MessageEntry | null {
  const data = object(event.data);
  const text = string(data['message']);
  if (text === null || text.trim() === '') return null;
  const participant = object(data['participant']);
  const files = filesIn(data['attachments']);
  return {
    kind: 'message',
    ...placed(event),
    speaker: speakerOf(event.source, string(participant['id'])),
    name: string(participant['display_name'])?.trim() ?? '',
    ...withoutSources(writtenWith(text, files), data['citations']),
    files,
    growing: isGrowing(event),
  };
}

function readHandoff(event: SessionEvent): HandoffEntry | null {
  const data = object(event.data);
  const type = string(data['type']);
  if (type === null || !/^(handoff|mode)\./.test(type)) return null;
  const stage = string(data['stage']);
  const holder = object(data['holder']);
  const alternatives = Array.isArray(data['alternatives']) ? data['alternatives'] : [];
  return {
    kind: 'handoff',
    ...placed(event),
    type,
    handoffId: string(data['handoff_id']),
    stage: stage as HandoffStage | null,
    holder: { kind: string(holder['kind']) ?? 'none', name: string(holder['name'])?.trim() || null },
    position: typeof data['position'] === 'number' ? data['position'] : null,
    wait: waitIn(data['wait']),
    alternatives: ALTERNATIVE_NAMES.filter((known) => alternatives.includes(known)),
  };
}

function waitIn(value: Json | undefined): WaitRange | null {
  const { from, to } = object(value);
  if (typeof from !== 'number') return null;
  return { from, to: typeof to === 'number' ? to : null };
}

function placed(event: SessionEvent): { id: string; offset: number; at: number } {
  return { id: event.id, offset: event.offset, at: Date.parse(event.creation_utc) };
}
