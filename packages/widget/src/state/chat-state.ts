import type { Agent, Alternative, SessionEvent, WaitRange } from '@baton/protocol';
import { foldHandoff, type HandoffView } from './handoff.ts';
import { readEntry, type LogEntry } from './log-entry.ts';
import { change, land, rekey, retry, type Outbox, type Send } from './outbox.ts';
import { foldTyping, type Typing } from './typing.ts';
import { reduceUploads, type UploadAction, type Uploads } from './uploads.ts';

export interface ChatState {
  /** `restoring`: the log is being read. `unavailable`: the server lets nobody write here. */
  phase: 'restoring' | 'ready' | 'unavailable';
  agent: AgentRef;
  /** Null until the customer writes his first message. */
  sessionId: string | null;
  /** What the log shows, by offset. */
  entries: readonly LogEntry[];
  /** One more than the highest offset heard of. */
  nextOffset: number;
  /** Entries below it were there when the page came: they are history, not news. */
  historyEnd: number;
  outbox: Outbox;
  /** What he has chosen to send with his next message. */
  uploads: Uploads;
  handoff: HandoffView | null;
  typing: Typing | null;
  connection: 'connecting' | 'open' | 'lost';
  online: boolean;
  /** The handoff for which the customer chose to keep waiting: reminders do not ask him again. */
  keptWaiting: string | null;
  /** The customer is asked how well he was helped; null when he is not, or has gone on. */
  rating: Rating | null;
  /** A request about the handoff that is under way. */
  busy: Choice | null;
  /** Why the last such request, or the conversation before, came to nothing. */
  problem: Problem | null;
  /** With `no-such-time`: a time at which somebody can call, ISO 8601; null where none is known. */
  possibleAt: string | null;
}

/** The AI agent that this chat leads to. */
export type AgentRef = Pick<Agent, 'id' | 'name'>;

export interface Rating {
  handoffId: string;
  /** What he said, 1 to 5; null while he is asked. */
  score: number | null;
}

export type Choice = 'person' | 'rating' | Exclude<Alternative, 'wait'>;
export type Problem = 'conversation-gone' | 'moved-on' | 'no-such-time' | 'too-often' | 'not-done';

export type ChatAction =
  | { type: 'unavailable' }
  /** `restoring`: the session exists and its log has to be read first. */
  | { type: 'session'; sessionId: string; restoring: boolean }
  | { type: 'history'; events: readonly SessionEvent[]; now: number }
  | { type: 'event'; event: SessionEvent; now: number }
  | { type: 'connection'; state: ChatState['connection'] }
  | { type: 'online'; online: boolean }
  | { type: 'time'; now: number }
  | { type: 'written'; send: Send }
  | { type: 'sending'; key: string }
  | { type: 'stored'; key: string; event: SessionEvent }
  | { type: 'failed'; key: string }
  | { type: 'refused'; key: string; refusal: NonNullable<Send['refusal']> }
  | { type: 'retry'; key?: string }
  | { type: 'removed'; key: string }
  | UploadAction
  | { type: 'position'; handoffId: string; position: number | null; wait: WaitRange | null }
  | { type: 'rated'; score: number | null }
  | { type: 'kept-waiting' }
  | { type: 'choosing'; choice: Choice }
  | { type: 'chosen'; problem: Problem | null; possibleAt?: string | null }
  | { type: 'dismissed' }
  /** The conversation is left: by the customer's wish, by another tab's, or because it is gone. */
  | { type: 'left'; problem: Problem | null; newKey: () => string };

export function initialState(agent: AgentRef): ChatState {
  return {
    phase: 'ready',
    agent,
    sessionId: null,
    entries: [],
    nextOffset: 0,
    historyEnd: 0,
    outbox: [],
    uploads: [],
    handoff: null,
    typing: null,
    connection: 'connecting',
    online: true,
    keptWaiting: null,
    rating: null,
    busy: null,
    problem: null,
    possibleAt: null,
  };
}

/** The whole page as a function of what it heard. Any order and any repetition of events ends in the log's own order. */
export function reduce(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'unavailable':
      return { ...state, phase: 'unavailable' };
    case 'session':
      return { ...state, sessionId: action.sessionId, phase: action.restoring ? 'restoring' : 'ready' };
    case 'history':
      return restore(state, action.events, action.now);
    case 'event':
      return hear(state, action.event, action.now);
    case 'connection':
      return { ...state, connection: action.state };
    case 'online':
      return { ...state, online: action.online };
    case 'time':
      return state.typing !== null && state.typing.until <= action.now ? { ...state, typing: null } : state;
    case 'chosen-file':
    case 'upload':
    case 'upload-removed':
      return { ...state, uploads: reduceUploads(state.uploads, action) };
    case 'position':
      return withPosition(state, action);
    case 'rated':
      return { ...state, rating: afterRating(state.rating, action.score) };
    case 'kept-waiting':
      return state.handoff?.phase === 'waiting' ? { ...state, keptWaiting: state.handoff.id } : state;
    case 'choosing':
      return { ...state, busy: action.choice, problem: null };
    case 'chosen':
      return { ...state, busy: null, problem: action.problem, possibleAt: action.possibleAt ?? null };
    case 'dismissed':
      return { ...state, problem: null };
    case 'left':
      return leave(state, action.problem, action.newKey);
    default:
      return reduceOutbox(state, action);
  }
}

type OutboxAction = Extract<
  ChatAction,
  { type: 'written' | 'sending' | 'stored' | 'failed' | 'refused' | 'retry' | 'removed' }
>;

function reduceOutbox(state: ChatState, action: OutboxAction): ChatState {
  const { outbox } = state;
  switch (action.type) {
    case 'written':
      return {
        ...state,
        outbox: [...outbox, action.send],
        uploads: leftOver(state, action.send),
        problem: null,
      };
    case 'sending':
      return { ...state, outbox: change(outbox, action.key, { status: 'sending' }) };
    case 'stored':
      return { ...state, outbox: afterStored(state, action.key, action.event) };
    case 'failed':
      return { ...state, outbox: change(outbox, action.key, { status: 'failed' }) };
    case 'refused':
      return { ...state, outbox: change(outbox, action.key, { status: 'refused', refusal: action.refusal }) };
    case 'retry':
      return { ...state, outbox: retry(outbox, action.key) };
    case 'removed':
      return { ...state, outbox: outbox.filter((send) => send.key !== action.key) };
  }
}

/** What could not be stored stays in sight: the customer has not been told otherwise. */
function leftOver({ uploads }: ChatState, { files }: Send): Uploads {
  return files.length === 0 ? uploads : uploads.filter(({ file }) => file === null || !files.includes(file));
}

/** The answer may come after the echo, which then did not carry the key: the log has it already. */
function afterStored(state: ChatState, key: string, event: SessionEvent): Outbox {
  const shown = state.entries.some((entry) => entry.id === event.id);
  if (shown) return state.outbox.filter((send) => send.key !== key);
  return change(state.outbox, key, { status: 'stored', eventId: event.id });
}

function restore(state: ChatState, events: readonly SessionEvent[], now: number): ChatState {
  // An indicator in history is as old as its event, and most are long over.
  const restored = events.reduce(
    (before, event) => hear(before, event, Date.parse(event.creation_utc)),
    state,
  );
  return reduce({ ...restored, phase: 'ready', historyEnd: restored.nextOffset }, { type: 'time', now });
}

function hear(state: ChatState, event: SessionEvent, now: number): ChatState {
  const entry = readEntry(event);
  const known =
    event.offset < state.nextOffset &&
    (entry === null || state.entries.some((e) => e.offset === entry.offset));
  if (known) return grow(state, entry);
  const news = event.offset >= state.nextOffset;
  const entries = entry === null ? state.entries : insert(state.entries, entry);
  return {
    ...state,
    entries,
    nextOffset: Math.max(state.nextOffset, event.offset + 1),
    outbox: land(state.outbox, event),
    typing: news ? foldTyping(state.typing, event, now) : state.typing,
    rating: entry !== null && news ? ratingAfter(state, entry) : state.rating,
    handoff: entry?.kind === 'handoff' ? handoffAfter(state.handoff, entry, entries, news) : state.handoff,
  };
}

/** A message that is shown while it is written takes the place of its shorter self. */
function grow(state: ChatState, entry: LogEntry | null): ChatState {
  if (entry?.kind !== 'message') return state;
  const place = state.entries.findIndex((known) => known.offset === entry.offset);
  const known = state.entries[place];
  if (known?.kind !== 'message') return state;
  if (known.text === entry.text && known.growing === entry.growing) return state;
  return { ...state, entries: state.entries.with(place, entry) };
}

/** An entry that came late changes the past of the fold: fold again from the start. */
function handoffAfter(
  view: HandoffView | null,
  entry: LogEntry,
  entries: readonly LogEntry[],
  news: boolean,
): HandoffView | null {
  const steps = news ? [entry] : entries;
  return steps.reduce(
    (before, step) => (step.kind === 'handoff' ? foldHandoff(before, step) : before),
    news ? view : null,
  );
}

function insert(entries: readonly LogEntry[], entry: LogEntry): readonly LogEntry[] {
  let place = entries.length;
  while (place > 0 && (entries[place - 1]?.offset ?? -1) > entry.offset) place--;
  return entries.toSpliced(place, 0, entry);
}

function withPosition(
  state: ChatState,
  { handoffId, position, wait }: Extract<ChatAction, { type: 'position' }>,
): ChatState {
  const { handoff } = state;
  if (handoff?.phase !== 'waiting' || handoff.id !== handoffId) return state;
  const same = handoff.wait?.from === wait?.from && handoff.wait?.to === wait?.to;
  if (handoff.position === position && (same || wait === null)) return state;
  return { ...state, handoff: { ...handoff, position, wait: wait ?? handoff.wait } };
}

/** Whoever writes on, or asks for a person again, is not asked any more. */
function ratingAfter({ rating, busy }: ChatState, entry: LogEntry): Rating | null {
  if (entry.kind === 'message') return entry.speaker === 'customer' ? null : rating;
  if (entry.type === 'handoff.rating-asked' && entry.handoffId !== null)
    return { handoffId: entry.handoffId, score: null };
  // What was rated with this page's star is thanked for, whether the log or the answer tells of it first.
  if (entry.type === 'handoff.rated') return busy === 'rating' || rating?.score !== null ? rating : null;
  return entry.stage === 'requested' ? null : rating;
}

/** Null: he does not want to say. */
function afterRating(rating: Rating | null, score: number | null): Rating | null {
  return rating === null || score === null ? null : { ...rating, score };
}

function leave(state: ChatState, problem: Problem | null, newKey: () => string): ChatState {
  return { ...initialState(state.agent), online: state.online, outbox: rekey(state.outbox, newKey), problem };
}
