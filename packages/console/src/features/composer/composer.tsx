import type { Handoff } from '@baton/protocol';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { messages } from '../../lib/messages.ts';
import type { WritingMode } from '../../lib/writing-mode.ts';
import { NoteForm } from './note-form.tsx';
import { ReplyForm } from './reply-form.tsx';

interface ComposerProps {
  handoff: Handoff;
  /** ISO 639-1 of the customer; null when nobody knows it. */
  language?: string | null;
  writing: WritingMode;
  onMode: (mode: WritingMode['mode']) => void;
  /** Only who holds the conversation may reply; others can leave notes. */
  canReply: boolean;
  /** At the end of the line of ways to write. */
  aside?: ReactNode;
  seenOffset: number;
  onShowNewest: () => void;
}

/** Where replies and notes are written. */
export function Composer(props: ComposerProps) {
  const { handoff, language = null, writing, onMode, canReply, aside, seenOffset, onShowNewest } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = field;
    if (writing.focus === 0 || current === null || current === document.activeElement) return;
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
  }, [writing]);
  const noting = !canReply || writing.mode === 'note';
  return (
    <section aria-label={messages.composer.label}>
      {canReply && (
        <div className="mb-1.5 flex gap-1">
          <ModeButton
            label={messages.composer.writeReply}
            on={!noting}
            onClick={() => onMode('reply')}
            look="bg-accent-soft text-accent"
          />
          <ModeButton
            label={messages.composer.writeNote}
            on={noting}
            onClick={() => onMode('note')}
            look="bg-note-soft text-note"
          />
          {aside}
        </div>
      )}
      {noting ? (
        <NoteForm field={field} handoff={handoff} onAdded={onShowNewest} />
      ) : (
        <ReplyForm
          field={field}
          handoff={handoff}
          language={language}
          seenOffset={seenOffset}
          onShowNewest={onShowNewest}
        />
      )}
    </section>
  );
}

function ModeButton({
  label,
  on,
  onClick,
  look,
}: {
  label: string;
  on: boolean;
  onClick: () => void;
  look: string;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className={`h-7 rounded-md px-2.5 text-xs font-medium ${on ? look : 'text-ink-faint hover:bg-hover hover:text-ink'}`}
    >
      {label}
    </button>
  );
}
