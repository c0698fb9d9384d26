import type { Note } from '@baton/protocol';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { EventLog } from '../../lib/event-log.ts';
import { newestOffset } from '../../lib/event-log.ts';
import { messages } from '../../lib/messages.ts';
import { useOlderEvents } from '../../lib/older-events.ts';
import { ActivityLine } from './activity-line.tsx';
import type { Destination } from './destination.ts';
import type { MessageItem, TranscriptItem } from './transcript-items.ts';
import { transcriptItems } from './transcript-items.ts';
import { TranscriptLine } from './transcript-line.tsx';
import { useKeptEnd } from './use-kept-end.ts';
import { useAnnouncedMessages } from './use-announced-messages.ts';

interface TranscriptProps {
  sessionId: string;
  log: EventLog;
  notes: readonly Note[];
  customer: string;
  destination: Destination | null;
  /** The newest offset that has been on screen so far. */
  seen: number;
  onSeen: (offset: number) => void;
  /** Asks why the AI said a message. */
  onExplain: (message: MessageItem) => void;
  /** Proposes that the AI learns what a person answered; absent where nobody may. */
  onLearn?: ((message: MessageItem) => void) | undefined;
}

/** Near enough to the end to count as reading the newest. */
const END_PX = 80;
/** Lines before the first one in view from which on more is read, so that the reader does not meet a gap. */
const READ_AHEAD = 60;

/**
 * The conversation, oldest first. Only the lines in view are in the document, however long it is; what lies far back
 * is read when the reader comes near it or is led there.
 */
export function Transcript(props: TranscriptProps) {
  const { sessionId, log, notes, customer, destination, seen, onSeen, onExplain, onLearn } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const { whole, failed, read } = useOlderEvents(sessionId);
  const items = useMemo(() => transcriptItems(log, notes, whole), [log, notes, whole]);
  const [atEnd, setAtEnd] = useState(true);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimate(items[index]),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 10,
    paddingEnd: 12,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
  });
  const lead = useEffectEvent(({ to }: Destination) => {
    if (to === 'end') virtual.scrollToEnd();
    else virtual.scrollToIndex(indexOf(items, to), { align: 'center' });
  });
  const newest = newestOffset(log);
  const farBack = isBefore(destination, log) && !whole;
  useEffect(() => {
    if (farBack) read(Number(destination?.to));
    else lead(destination ?? { to: 'end' });
  }, [destination, farBack, read]);
  const scrolledUp = !atEnd && (virtual.range?.startIndex ?? Infinity) < READ_AHEAD;
  const nearBegin = !whole && !failed && (scrolledUp || items.length < READ_AHEAD);
  const first = log[0]?.offset;
  useEffect(() => {
    if (nearBegin && !farBack) read();
  }, [nearBegin, farBack, first, read]);
  useEffect(() => {
    if (!atEnd) return;
    const look = (): void => {
      if (document.visibilityState === 'visible') onSeen(newest);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [atEnd, newest, onSeen]);
  useKeptEnd(scroller, atEnd, () => virtual.scrollToEnd());
  useAnnouncedMessages(items);

  const ledTo = typeof destination?.to === 'number' ? items[indexOf(items, destination.to)]?.key : null;
  const unseen = useMemo(
    () => items.reduce((sum, item) => sum + (item.type === 'message' && item.offset > seen ? 1 : 0), 0),
    [items, seen],
  );
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={scroller}
        role="log"
        aria-label={messages.transcript.label}
        // Scrolling a virtual list adds nodes; new messages are announced elsewhere.
        aria-live="off"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- whoever uses keys scrolls it too
        tabIndex={0}
        onScroll={({ currentTarget: at }) =>
          setAtEnd(at.scrollHeight - at.scrollTop - at.clientHeight < END_PX)
        }
        className="thin-scroll flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain px-4 -outline-offset-2 md:px-6"
      >
        {failed && (
          <p role="alert" className="pt-3 text-center text-sm">
            {messages.layers.olderFailed}{' '}
            <button type="button" onClick={() => read()} className="font-medium text-accent underline">
              {messages.conversation.retry}
            </button>
          </p>
        )}
        {items.length === 0 && <p className="m-auto text-sm text-ink-faint">{messages.transcript.empty}</p>}
        <div
          className="relative mx-auto mt-auto w-full max-w-4xl shrink-0"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            return (
              item !== undefined && (
                <div
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <TranscriptLine
                    item={item}
                    led={item.key === ledTo ? destination : null}
                    sessionId={sessionId}
                    customer={customer}
                    onExplain={onExplain}
                    onLearn={onLearn}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
      <ActivityLine log={log} customer={customer} />
      {!atEnd && (
        <button
          type="button"
          onClick={() => virtual.scrollToEnd()}
          className="absolute bottom-7 left-1/2 flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-raised px-3.5 text-sm font-medium shadow-float hover:bg-hover"
        >
          {unseen > 0 ? messages.transcript.newMessages(unseen) : messages.transcript.toEnd}
          <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  );
}

function isBefore(destination: Destination | null, log: EventLog): boolean {
  return typeof destination?.to === 'number' && destination.to < (log[0]?.offset ?? 0);
}

function indexOf(items: readonly TranscriptItem[], offset: number): number {
  const index = items.findIndex((item) => 'offset' in item && item.offset >= offset);
  return index < 0 ? items.length - 1 : index;
}

/** A first guess at a line's height, close enough that the scroll bar does not jump when it is measured. */
function estimate(item: TranscriptItem | undefined): number {
  if (item?.type === 'message') {
    const files = item.attachments.reduce((sum, { type }) => sum + (type.startsWith('image/') ? 172 : 56), 0);
    return (item.first ? 72 : 42) + Math.floor(item.text.length / 72) * 23 + files;
  }
  if (item?.type === 'note') return 72;
  return item?.type === 'tool' ? 26 : 40;
}
