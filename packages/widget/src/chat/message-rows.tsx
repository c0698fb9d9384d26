import type { VNode } from 'preact';
import type { Messages } from '../messages.ts';
import type { Send } from '../state/outbox.ts';
import type { Row } from '../state/timeline.ts';
import { Avatar } from './avatar.tsx';
import { useMessages } from './context.ts';
import { lazily } from './lazily.ts';
import { RichText } from './rich-text.tsx';

const Citations = lazily((from) => from.Citations);
const Files = lazily((from) => from.Files);

type MessageRowData = Extract<Row, { kind: 'message' }>;

/** `fresh`: it came while the page was open, and may make an entrance. */
export function MessageRow({ row, fresh }: { row: MessageRowData; fresh: boolean }): VNode {
  return row.entry.speaker === 'customer' ? (
    <OwnMessage row={row} fresh={fresh} />
  ) : (
    <TheirMessage row={row} fresh={fresh} />
  );
}

function TheirMessage({
  row: { entry, name, opens },
  fresh,
}: {
  row: MessageRowData;
  fresh: boolean;
}): VNode {
  const words = useMessages();
  const person = entry.speaker === 'person';
  const shown = name || (person ? words.person : words.aiAssistant);
  return (
    <div
      class={`row row-theirs ${opens ? 'row-opens' : ''} ${fresh ? 'row-fresh' : ''}`}
      // Read out once it is complete, not again with every piece.
      aria-busy={entry.growing || undefined}
    >
      {opens ? <Avatar of={person ? 'person' : 'ai'} name={shown} /> : <span class="avatar-space" />}
      <div class="row-body">
        {opens ? (
          <p class="byline">
            <span class="byline-name" dir="auto">
              {person ? words.atTheTeam(shown) : shown}
            </span>
            {person ? null : <span class="badge">{words.ai}</span>}
            <Time at={entry.at} words={words} />
          </p>
        ) : (
          <span class="unseen">{words.says(shown)}</span>
        )}
        {entry.text === '' ? null : (
          <div class={`bubble ${person ? 'bubble-person' : 'bubble-ai'}`} dir="auto">
            <RichText text={entry.text} plain={false} />
          </div>
        )}
        {entry.citations.length > 0 ? <Citations of={entry.citations} /> : null}
        {entry.files.length > 0 ? <Files files={entry.files} /> : null}
      </div>
    </div>
  );
}

/** Not announced: who wrote it knows. */
function OwnMessage({
  row: { entry, opens, closes },
  fresh,
}: {
  row: MessageRowData;
  fresh: boolean;
}): VNode {
  const words = useMessages();
  return (
    <div class={`row row-own ${opens ? 'row-opens' : ''} ${fresh ? 'row-settled' : ''}`} aria-live="off">
      <span class="unseen">{words.says(words.you)}</span>
      {entry.text === '' ? null : (
        <div class="bubble bubble-own" dir="auto">
          <RichText text={entry.text} plain />
        </div>
      )}
      {entry.files.length > 0 ? <Files files={entry.files} /> : null}
      {closes ? (
        <p class="own-foot">
          <Time at={entry.at} words={words} />
        </p>
      ) : null}
    </div>
  );
}

/** Written, but not yet seen in the log. */
export function PendingMessage({ send, opens, online, onRetry, onRemove }: PendingProps): VNode {
  const words = useMessages();
  const stuck = send.status === 'failed' || send.status === 'refused';
  return (
    <div class={`row row-own ${opens ? 'row-opens' : ''}`} aria-live="off">
      <span class="unseen">{words.says(words.you)}</span>
      {send.text === '' ? null : (
        <div class={`bubble bubble-pending ${stuck ? 'bubble-stuck' : ''}`} dir="auto">
          <RichText text={send.text} plain />
        </div>
      )}
      {send.files.length > 0 ? <Files files={send.files} /> : null}
      <p class={`own-foot ${stuck ? 'own-foot-stuck' : ''}`} role={stuck ? 'alert' : undefined}>
        {stuck ? null : <span>{online ? words.sending : words.waitingForConnection}</span>}
        {stuck ? <span>{reasonOf(send, words)} </span> : null}
        {stuck ? (
          <button type="button" class="link-button" onClick={() => onRetry(send.key)}>
            {words.tryAgain}
          </button>
        ) : null}
        {send.status === 'refused' ? (
          <button type="button" class="link-button" onClick={() => onRemove(send.key)}>
            {words.remove}
          </button>
        ) : null}
      </p>
    </div>
  );
}

interface PendingProps {
  send: Send;
  opens: boolean;
  online: boolean;
  onRetry: (key: string) => void;
  onRemove: (key: string) => void;
}

function reasonOf(send: Send, words: Messages): string {
  if (send.status === 'failed') return words.notSent;
  return send.refusal === 'too-large' ? words.tooLong : words.refused;
}

/** Twelve hours or twenty-four, as the reader's browser is set, whatever language the page speaks. */
const HOUR_CYCLE = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hourCycle;

function Time({ at, words }: { at: number; words: Messages }): VNode {
  const date = new Date(at);
  const options = { hour: 'numeric', minute: '2-digit', hourCycle: HOUR_CYCLE } as const;
  return (
    <time class="time" dateTime={date.toISOString()} title={date.toLocaleString(words.language)}>
      {date.toLocaleTimeString(words.language, options)}
    </time>
  );
}
