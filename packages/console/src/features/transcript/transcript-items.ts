import type {
  Attachment,
  HandoffEventData,
  Note,
  SessionEvent,
  ToolCallRecord,
  ToolData,
} from '@baton/protocol';
import type { EventLog } from '../../lib/event-log.ts';
import { messageOf } from '../../lib/event-log.ts';
import { knownText } from '../../lib/known-text.ts';
import { messages } from '../../lib/messages.ts';
import { dayKey } from '../../lib/time-text.ts';
import type { CitedArticle } from './cited-articles.ts';
import { readCitations } from './cited-articles.ts';

export type AuthorKind = 'customer' | 'ai' | 'person' | 'person-as-ai' | 'system';

export interface Author {
  kind: AuthorKind;
  /** As it is shown: `Dana, as the AI`. */
  name: string;
}

export interface MessageItem {
  type: 'message';
  key: string;
  offset: number;
  utc: string;
  /** Of the turn or request that it came from. */
  traceId: string;
  author: Author;
  /** Empty when only files were sent. */
  text: string;
  attachments: readonly Attachment[];
  /** The articles that an answer of the AI tells from. */
  cited: readonly CitedArticle[];
  flagged: boolean;
  /** False when the message before is by the same author a short while ago. */
  first: boolean;
}

export type TranscriptItem =
  | MessageItem
  | { type: 'day'; key: string; utc: string }
  /** `by`: the operator who ran it; null for the AI. */
  | { type: 'tool'; key: string; offset: number; utc: string; call: ToolCallRecord; by: string | null }
  | { type: 'stage'; key: string; offset: number; utc: string; text: string }
  | { type: 'fault'; key: string; offset: number; utc: string }
  | { type: 'note'; key: string; utc: string; note: Note };

/** Messages by one author closer than this stand together under one name. */
const TOGETHER_MS = 5 * 60_000;

/**
 * The lines of a conversation in the order of time: messages, tool calls, stages, notes and days. `whole`: nothing
 * lies before the log. Where something does, the first line is no day: its place would move when more is read.
 */
export function transcriptItems(log: EventLog, notes: readonly Note[], whole = true): TranscriptItem[] {
  const items: TranscriptItem[] = [];
  const begin = whole ? -Infinity : Date.parse(log[0]?.creation_utc ?? '');
  const pending = notes
    .map((note, index) => ({ note, index, at: Date.parse(note.creation_utc) }))
    .filter(({ at }) => at >= begin)
    .toSorted((a, b) => a.at - b.at);
  let day = '';
  const push = (item: TranscriptItem): void => {
    const key = dayKey(item.utc);
    if (key !== day && (whole || day !== ''))
      items.push(kept(days, item, () => ({ type: 'day', key: `day ${key}`, utc: item.utc })));
    day = key;
    const goesOn = item.type === 'message' && !startsGroup(items.at(-1), item);
    items.push(goesOn ? kept(goingOn, item, () => ({ ...item, first: false })) : item);
  };
  const pushNotesUntil = (time: number): void => {
    for (let next = pending[0]; next !== undefined && next.at < time; next = pending[0]) {
      pending.shift();
      push(noteItem(next.note, next.index));
    }
  };
  for (const event of log) {
    if (pending.length > 0) pushNotesUntil(Date.parse(event.creation_utc));
    for (const item of kept(ofEvents, event, itemsOf)) push(item);
  }
  pushNotesUntil(Infinity);
  return items;
}

/* Lines are made once, and are the very same as long as what they are made of is: only new ones are rendered. */
const ofEvents = new WeakMap<SessionEvent, readonly TranscriptItem[]>();
/** Messages under the name that stands above the one before. */
const goingOn = new WeakMap<MessageItem, MessageItem>();
/** By the first line of the day. */
const days = new WeakMap<TranscriptItem, TranscriptItem>();
const ofNotes = new WeakMap<Note, TranscriptItem>();

function kept<K extends WeakKey, V>(made: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  const known = made.get(key);
  if (known !== undefined) return known;
  const value = make(key);
  made.set(key, value);
  return value;
}

function noteItem(note: Note, index: number): TranscriptItem {
  const key = `note ${index}`;
  const known = ofNotes.get(note);
  if (known?.key === key) return known;
  const item: TranscriptItem = { type: 'note', key, utc: note.creation_utc, note };
  ofNotes.set(note, item);
  return item;
}

function startsGroup(before: TranscriptItem | undefined, item: MessageItem): boolean {
  if (before?.type !== 'message') return true;
  if (before.author.kind !== item.author.kind || before.author.name !== item.author.name) return true;
  return Date.parse(item.utc) - Date.parse(before.utc) > TOGETHER_MS;
}

function itemsOf(event: SessionEvent): TranscriptItem[] {
  const { offset, creation_utc: utc } = event;
  if (event.kind === 'message') return messageItems(event);
  if (event.kind === 'tool') {
    const calls = (event.data as unknown as ToolData | null)?.tool_calls ?? [];
    const by = trueAuthor(event);
    return calls.map((call, index) => ({
      type: 'tool',
      key: `event ${offset} ${index}`,
      offset,
      utc,
      call,
      by,
    }));
  }
  if (event.kind === 'custom') {
    const text = stageText(event);
    return text === null ? [] : [{ type: 'stage', key: `event ${offset}`, offset, utc, text }];
  }
  const byCompany = event.source !== 'customer' && event.source !== 'customer_ui';
  const failed = (event.data as { status?: unknown } | null)?.status === 'error';
  return byCompany && failed ? [{ type: 'fault', key: `event ${offset}`, offset, utc }] : [];
}

function messageItems(event: SessionEvent): TranscriptItem[] {
  const data = messageOf(event);
  if (data === null) return [];
  const streamed = data.chunks?.filter((chunk) => chunk !== null).join('') ?? '';
  const attachments = Array.isArray(data.attachments) ? data.attachments.filter(isAttachment) : [];
  const said = data.message || streamed;
  const { text, cited } = readCitations(saysOnlyNames(said, attachments) ? '' : said, data.citations);
  if (said === '' && attachments.length === 0) return [];
  const { offset, creation_utc: utc } = event;
  return [
    {
      type: 'message',
      key: `event ${offset}`,
      offset,
      utc,
      traceId: event.trace_id,
      author: authorOf(event),
      text,
      attachments,
      cited,
      flagged: data.flagged === true,
      first: true,
    },
  ];
}

/** Who said it. Of a message in the AI's name the true author is told (H8.1). */
export function authorOf(event: SessionEvent): Author {
  const said = messageOf(event)?.participant?.display_name ?? '';
  switch (event.source) {
    case 'customer':
    case 'customer_ui':
      return { kind: 'customer', name: said };
    case 'ai_agent':
      return { kind: 'ai', name: messages.transcript.ai(said) };
    case 'human_agent':
      return { kind: 'person', name: said || messages.transcript.someone };
    case 'human_agent_on_behalf_of_ai_agent':
      return {
        kind: 'person-as-ai',
        name: messages.transcript.personAsAi(trueAuthor(event) ?? messages.transcript.someone),
      };
    case 'system':
      return { kind: 'system', name: messages.transcript.system };
  }
}

function trueAuthor(event: SessionEvent): string | null {
  const { author } = event.metadata;
  if (author === null || typeof author !== 'object' || Array.isArray(author)) return null;
  return typeof author['name'] === 'string' ? author['name'] : null;
}

function stageText(event: SessionEvent): string | null {
  const data = event.data as unknown as Partial<HandoffEventData> | null;
  if (event.source !== 'system' || typeof data?.type !== 'string') return null;
  const { type, holder } = data;
  if (type === 'mode.changed')
    return (data.handoff_id ?? null) === null && data.mode !== undefined
      ? messages.transcript.modes[data.mode]
      : null;
  const text = knownText(messages.transcript.stages, type);
  if (text === undefined) return null;
  const by = type === 'handoff.accepted' || type === 'handoff.taken-over' ? (holder?.name ?? null) : null;
  return by === null ? text : `${text} ${messages.transcript.by(by)}`;
}

/** Where nothing was written the server says the names of the files; here the files themselves are shown. */
function saysOnlyNames(text: string, attachments: readonly Attachment[]): boolean {
  if (attachments.length === 0) return false;
  const rest = attachments.reduce((left, { name }) => left.replace(name, ''), text);
  return !/[\p{L}\p{N}]/u.test(rest);
}

function isAttachment(value: unknown): value is Attachment {
  const given = value as Partial<Attachment> | null;
  return typeof given?.id === 'string' && typeof given.name === 'string' && typeof given.type === 'string';
}
