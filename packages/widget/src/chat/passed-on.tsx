import type { HandoffLine } from '@baton/protocol';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import { useMoreMessages } from './use-more-messages.ts';
import { useName } from './use-name.ts';

interface PassedOnProps {
  handoffId: string;
  chat: ChatController;
}

/** What a person is told of the conversation, and how to put it right (H5.3). Asked for each time it is looked at. */
export function PassedOn({ handoffId, chat }: PassedOnProps): VNode {
  const words = useMoreMessages();
  const [lines, setLines] = useState<readonly HandoffLine[]>([]);
  const [editing, setEditing] = useState<string | null>(null);
  const keep = (found: readonly HandoffLine[] | null): void => {
    if (found !== null) setLines(found.filter(({ text, before }) => text !== null || before !== null));
    setEditing(null);
  };
  const look = async (): Promise<void> => keep(await chat.more.choices.readLines(handoffId));
  return (
    <details class="passed-on" onToggle={(event) => event.currentTarget.open && void look()}>
      <summary>{words.passedOn}</summary>
      <ul>
        {lines.map(({ line, kind, text, before }) => (
          <li key={line}>
            <span class="passed-on-kind">{words.line[kind]}</span>
            {editing === line ? (
              <Correction
                label={words.line[kind]}
                text={text ?? ''}
                onCancel={() => setEditing(null)}
                onSave={async (value) => keep(await chat.more.choices.correct(handoffId, line, value))}
              />
            ) : (
              <>
                <span dir="auto">{text ?? words.takenOut}</span>
                {before === null ? null : <span class="badge">{words.corrected}</span>}
                <button
                  type="button"
                  class="link-button"
                  aria-label={`${words.correctThis}: ${words.line[kind]}`}
                  onClick={() => setEditing(line)}
                >
                  {words.correctThis}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface CorrectionProps {
  label: string;
  text: string;
  onCancel: () => void;
  /** Null: nothing takes its place. */
  onSave: (value: string | null) => Promise<void>;
}

function Correction({ label, text, onCancel, onSave }: CorrectionProps): VNode {
  const words = useMoreMessages();
  const id = useName();
  const [value, setValue] = useState(text);
  const [busy, setBusy] = useState(false);
  const save = async (next: string | null): Promise<void> => {
    setBusy(true);
    await onSave(next);
    setBusy(false);
  };
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        void save(value.trim() === '' ? null : value.trim());
      }}
    >
      <label class="unseen" for={id}>
        {label}
      </label>
      <input
        id={id}
        ref={(input) => void (input !== null && value === text && input.focus())}
        value={value}
        maxLength={1000}
        dir="auto"
        onInput={(event) => setValue(event.currentTarget.value)}
      />
      <div class="contact-buttons">
        <button type="button" class="quiet-button" onClick={onCancel}>
          {words.cancel}
        </button>
        <button type="button" class="quiet-button" disabled={busy} onClick={() => void save(null)}>
          {words.notTrue}
        </button>
        <button type="submit" class="main-button" disabled={busy}>
          {words.save}
        </button>
      </div>
    </form>
  );
}
