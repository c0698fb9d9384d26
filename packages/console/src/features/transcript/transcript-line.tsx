import type { Note, ToolCallRecord } from '@baton/protocol';
import { memo } from 'react';
import { Fold } from '../../components/fold.tsx';
import { JsonText } from '../../components/json-text.tsx';
import { SaidText } from '../../components/said-text.tsx';
import { useClock } from '../../lib/clock.ts';
import { messages } from '../../lib/messages.ts';
import { dayText, fullTime, timeOfDay } from '../../lib/time-text.ts';
import { argumentsLine, toolName } from '../../lib/tool-text.ts';
import type { Destination } from './destination.ts';
import { MessageBubble } from './message-bubble.tsx';
import type { MessageItem, TranscriptItem } from './transcript-items.ts';

interface TranscriptLineProps {
  item: TranscriptItem;
  sessionId: string;
  /** What to call a customer who gave no name. */
  customer?: string;
  led: Destination | null;
  onExplain: (message: MessageItem) => void;
  onLearn?: ((message: MessageItem) => void) | undefined;
}

/** One line of the transcript, of whatever kind. Scrolling renders the list anew, and none of its lines. */
export const TranscriptLine = memo(function TranscriptLine(props: TranscriptLineProps) {
  const { item, ...rest } = props;
  switch (item.type) {
    case 'message':
      return <MessageBubble item={item} {...rest} />;
    case 'day':
      return <Day utc={item.utc} />;
    case 'tool':
      return <ToolLine call={item.call} by={item.by} />;
    case 'stage':
      return <Divider text={item.text} utc={item.utc} />;
    case 'fault':
      return <Divider text={messages.transcript.aiError} utc={item.utc} fault />;
    case 'note':
      return <NoteCard note={item.note} />;
  }
});

function Day({ utc }: { utc: string }) {
  const text = useClock((now) => dayText(utc, now));
  return <p className="pt-5 pb-1 text-center text-xs font-semibold text-ink-faint">{text}</p>;
}

function Divider({ text, utc, fault = false }: { text: string; utc: string; fault?: boolean }) {
  return (
    <div className="flex items-center gap-3 pt-4 pb-1 text-xs text-ink-faint">
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
      <p className={fault ? 'font-medium text-late' : undefined}>
        {text}{' '}
        <time dateTime={utc} title={fullTime(utc)} className="clock">
          {timeOfDay(utc)}
        </time>
      </p>
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </div>
  );
}

function ToolLine({ call, by }: { call: ToolCallRecord; by: string | null }) {
  return (
    <Fold
      className="ml-auto w-fit max-w-[min(40rem,88%)] min-w-0 pt-2 text-xs"
      label={
        <span className="min-w-0 truncate text-ink-faint">
          {by !== null && <span className="font-medium text-ink-soft">{messages.transcript.ranBy(by)} </span>}
          <span className="font-mono text-ink-soft">{toolName(call.tool_id)}</span>{' '}
          {argumentsLine(call.arguments)}
        </span>
      }
    >
      <dl className="mt-1.5 ml-4.5 grid gap-1 pb-1">
        <dt className="text-ink-faint">{messages.transcript.toolArguments}</dt>
        <dd>
          <JsonText value={call.arguments} />
        </dd>
        <dt className="text-ink-faint">{messages.transcript.toolResult}</dt>
        <dd>
          <JsonText value={call.result?.data ?? null} />
        </dd>
      </dl>
    </Fold>
  );
}

/** A note, or a lead's word for the holder: that one has a frame and says whom it is for. */
function NoteCard({ note }: { note: Note }) {
  const { whisper = false, author } = note;
  return (
    <div className="pt-3">
      <div
        className={`rounded-lg border-note-line bg-note-soft px-3.5 py-2 text-note ${whisper ? 'border-2 border-dashed' : 'border-l-3'}`}
      >
        <p className="flex flex-wrap items-baseline gap-x-2 text-xs">
          <span className="font-semibold">
            {whisper ? messages.whispers.by(author.name) : messages.transcript.note(author.name)}
          </span>
          <time dateTime={note.creation_utc} title={fullTime(note.creation_utc)} className="clock">
            {timeOfDay(note.creation_utc)}
          </time>
          <span>{whisper ? messages.whispers.hint : messages.transcript.noteHint}</span>
        </p>
        <p className="text-base">
          <SaidText text={note.text} />
        </p>
      </div>
    </div>
  );
}
