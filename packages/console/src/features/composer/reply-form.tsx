import type { Handoff } from '@baton/protocol';
import type { Ref } from 'react';
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { ComposerField } from './composer-field.tsx';
import { useDraft } from './drafts.ts';
import type { SendState } from './send-attempt.ts';
import type { Voice } from './send-as.tsx';
import { SendAs } from './send-as.tsx';
import { useSendReply } from './use-send-reply.ts';
import { useTypingSignal } from './use-typing-signal.ts';

export interface ReplyFormProps {
  field: Ref<HTMLTextAreaElement>;
  handoff: Handoff;
  seenOffset: number;
  /** Leads the transcript to the newest message. */
  onShowNewest: () => void;
}

/** A reply to the customer, in the operator's own name or in the AI's. */
export function ReplyForm({ field, handoff, seenOffset, onShowNewest }: ReplyFormProps) {
  const id = useId();
  const { name } = useOperator();
  const { text, write: writeDraft, clear } = useDraft('reply', handoff.session_id);
  const [voice, setVoice] = useState<Voice>('operator');
  const typing = useTypingSignal(handoff.session_id);
  const [state, send] = useSendReply({
    handoffId: handoff.id,
    sessionId: handoff.session_id,
    onMissing: onShowNewest,
    onSent: (sent) => {
      clear(sent);
      typing.stop();
      onShowNewest();
    },
  });
  const message = text.trim();
  const sending = state.phase === 'sending';
  const asAi = voice === 'ai';

  function submit(): void {
    if (message !== '' && !sending) void send({ message, as: voice, seenOffset });
  }
  function write(next: string): void {
    writeDraft(next);
    if (next.trim() === '' || asAi) typing.stop();
    else typing.typed();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SendNotice state={state} />
      <div
        className={`rounded-xl border bg-surface focus-within:ring-1 ${asAi ? 'border-dashed border-ink-soft focus-within:ring-ink-soft' : 'border-line-strong focus-within:border-accent focus-within:ring-accent'}`}
      >
        <ComposerField
          ref={field}
          label={messages.composer.reply}
          placeholder={
            asAi
              ? messages.composer.replyAsAi(handoff.agent.name)
              : messages.composer.replyTo(handoff.customer.name)
          }
          text={text}
          maxLength={20_000}
          describedBy={id}
          onText={write}
          onSubmit={submit}
          onBlur={() => typing.stop()}
        />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5 pr-1.5 pl-3">
          <SendAs voice={voice} onChange={setVoice} />
          <p
            id={id}
            className={`min-w-0 flex-1 basis-40 text-xs ${asAi ? 'font-medium text-ink' : 'text-ink-faint'} max-sm:order-first max-sm:basis-full`}
          >
            {asAi ? messages.composer.asAiHint(handoff.agent.name) : messages.composer.asMeHint(name)}
          </p>
          <Button
            type="submit"
            look="primary"
            disabled={message === '' || sending}
            title={messages.composer.keys}
            className="ml-auto"
          >
            {messages.composer.send}
          </Button>
        </div>
      </div>
    </form>
  );
}

function SendNotice({ state }: { state: SendState }) {
  return (
    <output className="block">
      {state.phase === 'stale' && (
        <span className="block mb-2 rounded-lg bg-near-soft px-3 py-1.5 text-sm font-medium text-near">
          {messages.composer.stale(state.missing)}
        </span>
      )}
      {state.phase === 'failed' && (
        <span className="block mb-2 rounded-lg bg-late-soft px-3 py-1.5 text-sm font-medium text-late">
          {messages.composer.failed(refusalText(state.error))}
        </span>
      )}
    </output>
  );
}
