import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import type { Messages } from '../messages.ts';
import type { ChatState } from '../state/chat-state.ts';
import { timelineOf, type Row } from '../state/timeline.ts';
import { useMessages } from './context.ts';
import { DownIcon } from './icons.tsx';
import { MessageRow, PendingMessage } from './message-rows.tsx';
import { RichText } from './rich-text.tsx';
import { TypingIndicator } from './typing-indicator.tsx';
import { usePinnedScroll } from './use-pinned-scroll.ts';
import { Welcome } from './welcome.tsx';

interface TranscriptProps {
  state: ChatState;
  chat: ChatController;
  focusComposer: () => void;
}

/** Rows drawn at first; more on request, so that a year of conversation opens as fast as a minute of it. */
const PAGE_OF_ROWS = 200;

export function Transcript({ state, chat, focusComposer }: TranscriptProps): VNode {
  const words = useMessages();
  const { entries, outbox, agent, historyEnd, online } = state;
  const rows = useMemo(() => timelineOf(entries, agent.name), [entries, agent.name]);
  const [limit, setLimit] = useState(PAGE_OF_ROWS);
  const incoming =
    entries.findLast((entry) => entry.kind === 'handoff' || entry.speaker !== 'customer')?.offset ?? -1;
  const { scrollerRef, contentRef, missed, toEnd } = usePinnedScroll(incoming, outbox.at(-1)?.key ?? null);
  const empty = rows.length === 0 && outbox.length === 0;
  const ownBefore = isOwn(rows.at(-1));
  // These buttons vanish under the finger: the focus goes to where it is of use.
  const retry = (key: string): void => {
    focusComposer();
    chat.retry(key);
  };
  const remove = (key: string): void => {
    focusComposer();
    chat.remove(key);
  };
  return (
    <div class="transcript">
      <div
        ref={scrollerRef}
        class="scroller"
        role="log"
        aria-label={words.conversation}
        aria-live={useLive(state)}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be within reach of the keyboard
        tabIndex={0}
      >
        <div ref={contentRef} class="column rows">
          {empty ? <Welcome state={state} /> : null}
          {rows.length > limit ? (
            <button type="button" class="quiet-button earlier" onClick={() => setLimit(limit + PAGE_OF_ROWS)}>
              {words.earlierMessages}
            </button>
          ) : null}
          {rows.slice(-limit).map((row) => (
            <AnyRow key={row.key} row={row} historyEnd={historyEnd} />
          ))}
          {outbox.map((send, index) => (
            <PendingMessage
              key={send.key}
              send={send}
              opens={index === 0 && !ownBefore}
              online={online}
              onRetry={retry}
              onRemove={remove}
            />
          ))}
          <TypingIndicator state={state} />
        </div>
      </div>
      {missed ? (
        <button type="button" class="new-messages" onClick={() => (toEnd(), focusComposer())}>
          <DownIcon />
          {words.newMessages}
        </button>
      ) : null}
    </div>
  );
}

/** Reads out what comes from now on: history is in place one frame before the region comes alive. */
function useLive({ phase }: ChatState): 'polite' | 'off' {
  const [live, setLive] = useState(false);
  useEffect(() => {
    if (phase === 'restoring') {
      setLive(false);
      return undefined;
    }
    const frame = requestAnimationFrame(() => setLive(true));
    return () => cancelAnimationFrame(frame);
  }, [phase]);
  return live ? 'polite' : 'off';
}

function isOwn(row: Row | undefined): boolean {
  return row?.kind === 'message' && row.entry.speaker === 'customer';
}

function AnyRow({ row, historyEnd }: { row: Row; historyEnd: number }): VNode {
  const words = useMessages();
  switch (row.kind) {
    case 'day':
      return (
        <p class="day" aria-live="off">
          {dayName(row.at, words)}
        </p>
      );
    case 'system':
      return (
        <div class="system-line" dir="auto">
          <RichText text={row.text} plain={false} />
        </div>
      );
    case 'turn':
      return (
        <p class="turn">
          <span dir="auto">{words.turn(row.turn)}</span>
        </p>
      );
    case 'message':
      return <MessageRow row={row} fresh={row.entry.offset >= historyEnd} />;
  }
}

function dayName(at: number, words: Messages): string {
  const date = new Date(at);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return words.today;
  if (date.toDateString() === yesterday.toDateString()) return words.yesterday;
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return date.toLocaleDateString(words.language, options);
}
