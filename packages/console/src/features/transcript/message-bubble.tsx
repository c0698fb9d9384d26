import { useEffect, useRef } from 'react';
import { SaidText } from '../../components/said-text.tsx';
import { givenName } from '../../lib/customer-name.ts';
import { messages } from '../../lib/messages.ts';
import { fullTime, timeOfDay } from '../../lib/time-text.ts';
import { AttachmentList } from './attachment-list.tsx';
import { CitedList } from './cited-list.tsx';
import type { Destination } from './destination.ts';
import type { AuthorKind, MessageItem } from './transcript-items.ts';

const LOOKS: Readonly<Record<AuthorKind, string>> = {
  customer: 'bg-bubble rounded-bl-md',
  ai: 'border border-line rounded-br-md',
  system: 'border border-line rounded-br-md text-ink-soft',
  person: 'bg-accent-soft rounded-br-md',
  'person-as-ai': 'border border-dashed border-accent bg-accent-soft rounded-br-md',
};

interface MessageBubbleProps {
  item: MessageItem;
  sessionId: string;
  /** What to call a customer who gave no name. */
  customer?: string;
  /** Set when the reader was led to this message. */
  led: Destination | null;
  onExplain: (message: MessageItem) => void;
  onLearn?: ((message: MessageItem) => void) | undefined;
}

/** Enough of a message to tell its button from the others'. */
const NAMED_CHARACTERS = 60;

const ASIDE =
  'h-6 shrink-0 rounded-md px-1.5 text-xs text-ink-faint transition-colors hover:bg-hover hover:text-accent';

/** Only what a person has written, in whosever name. */
function mayBeLearned({ author, text }: MessageItem): boolean {
  return (author.kind === 'person' || author.kind === 'person-as-ai') && text !== '';
}

/** One message, on the left by the customer, on the right by the company. */
export function MessageBubble(props: MessageBubbleProps) {
  const { item, sessionId, customer = '', led, onExplain, onLearn } = props;
  const element = useRef<HTMLDivElement>(null);
  const { author, first, text, utc } = item;
  const theirs = author.kind === 'customer';
  const name = theirs ? givenName(author) || customer || author.name : author.name;
  useEffect(() => {
    if (led !== null) element.current?.focus({ preventScroll: true });
  }, [led]);
  return (
    <div
      ref={element}
      tabIndex={-1}
      id={`message-${item.offset}`}
      className={`flex flex-col outline-none ${first ? 'pt-3' : 'pt-0.5'} ${theirs ? 'items-start' : 'items-end'}`}
    >
      {first ? (
        <p className="mb-1 flex max-w-full items-baseline gap-2 px-1 text-xs">
          <span
            className={`truncate font-semibold ${author.kind === 'person-as-ai' ? 'text-accent' : 'text-ink-soft'}`}
          >
            {name}
          </span>
          <time dateTime={utc} title={fullTime(utc)} className="clock text-ink-faint">
            {timeOfDay(utc)}
          </time>
        </p>
      ) : (
        <span className="sr-only">
          {name}, {timeOfDay(utc)}
        </span>
      )}
      <div className={`group flex w-full items-end gap-1 ${theirs ? '' : 'flex-row-reverse'}`}>
        <div
          className={`grid max-w-[min(40rem,88%)] min-w-0 grid-cols-[minmax(0,1fr)] gap-2 rounded-2xl px-3.5 py-2 text-base ${LOOKS[author.kind]} ${led === null ? '' : 'ring-2 ring-accent'}`}
          title={fullTime(utc)}
        >
          {text !== '' && <SaidText text={text} />}
          {item.attachments.length > 0 && <AttachmentList sessionId={sessionId} files={item.attachments} />}
          {item.flagged && <p className="text-xs font-medium text-late">{messages.transcript.flagged}</p>}
        </div>
        {author.kind === 'ai' && (
          <button
            type="button"
            aria-haspopup="dialog"
            aria-label={messages.reasoning.whyOf(text.slice(0, NAMED_CHARACTERS))}
            onClick={() => onExplain(item)}
            className={ASIDE}
          >
            {messages.reasoning.why}
          </button>
        )}
        {onLearn !== undefined && mayBeLearned(item) && (
          <button
            type="button"
            aria-haspopup="dialog"
            aria-label={messages.learn.from(text.slice(0, NAMED_CHARACTERS))}
            onClick={() => onLearn(item)}
            className={`${ASIDE} pointer-fine:opacity-0 pointer-fine:group-hover:opacity-100 pointer-fine:focus-visible:opacity-100`}
          >
            {messages.learn.open}
          </button>
        )}
      </div>
      {item.cited.length > 0 && <CitedList articles={item.cited} />}
    </div>
  );
}
