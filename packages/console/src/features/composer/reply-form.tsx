import type { Handoff } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { assistQuery } from '../../lib/assist-queries.ts';
import { customerName } from '../../lib/customer-name.ts';
import { useDraft } from '../../lib/drafts.ts';
import { messages } from '../../lib/messages.ts';
import { useOperator } from '../../lib/operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { AttachButton } from './attach-button.tsx';
import { CannedMenu, optionId } from './canned-menu.tsx';
import { ComposerField } from './composer-field.tsx';
import { LanguageHint } from './language-hint.tsx';
import { RewriteMenu, RewriteNotice } from './rewrite-menu.tsx';
import type { SendState } from './send-attempt.ts';
import type { Voice } from './send-as.tsx';
import { SendAs } from './send-as.tsx';
import { TrayList } from './tray-list.tsx';
import { useFileDrop } from './use-file-drop.ts';
import { useFileTray } from './use-file-tray.ts';
import { useReadyTexts } from './use-ready-texts.ts';
import { useRewrite } from './use-rewrite.ts';
import { useSendReply } from './use-send-reply.ts';
import { useTypingSignal } from './use-typing-signal.ts';

export interface ReplyFormProps {
  field: RefObject<HTMLTextAreaElement | null>;
  handoff: Handoff;
  /** ISO 639-1 of the customer; null when nobody knows it. */
  language: string | null;
  seenOffset: number;
  /** Leads the transcript to the newest message. */
  onShowNewest: () => void;
}

/** A reply to the customer, in the operator's own name or in the AI's. */
export function ReplyForm({ field, handoff, language, seenOffset, onShowNewest }: ReplyFormProps) {
  const id = useId();
  const [voice, setVoice] = useState<Voice>('operator');
  const typing = useTypingSignal(handoff.session_id);
  const tray = useFileTray(handoff.session_id);
  const draft = useDraft('reply', handoff.session_id);
  const rewrite = useRewrite(handoff.id, draft);
  const { data: model = false } = useQuery({
    ...assistQuery(handoff.id),
    enabled: false,
    select: (assist) => assist.model,
  });
  const [state, send] = useSendReply({
    handoffId: handoff.id,
    sessionId: handoff.session_id,
    onMissing: onShowNewest,
    onSent: (sent) => {
      draft.clear(sent.message);
      tray.sent(sent.attachments ?? []);
      rewrite.forget();
      typing.stop();
      onShowNewest();
    },
  });
  const message = draft.text.trim();
  const asAi = voice === 'ai';
  const files = tray.files.flatMap((file) => (file.state === 'ready' ? [file.attachment.id] : []));
  const uploading = tray.files.some((file) => file.state === 'uploading');
  const ready = (message !== '' || files.length > 0) && !uploading && state.phase !== 'sending';

  function submit(): void {
    if (!ready) return;
    void send({ message, as: voice, seenOffset, attachments: files, suggestionId: draft.suggestionId });
  }
  function write(next: string): void {
    draft.write(next);
    if (next.trim() === '' || asAi) typing.stop();
    else typing.typed();
  }
  const { menu, onCaret, any } = useReadyTexts({ field, handoff, language, text: draft.text, write });
  const texts = messages.composer;
  const prompt = asAi ? texts.replyAsAi(handoff.agent.name) : texts.replyTo(customerName(handoff));
  const placeholder = any ? `${prompt} ${messages.canned.hint}` : prompt;
  const drop = useFileDrop((given) => tray.add(given));

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SendNotice state={state} />
      <RewriteNotice rewrite={rewrite} />
      <div
        {...drop.handlers}
        className={`relative rounded-xl border focus-within:ring-1 ${asAi ? 'border-dashed border-ink bg-sunken focus-within:ring-ink' : 'border-line-strong bg-surface focus-within:border-accent focus-within:ring-accent'}`}
      >
        <CannedMenu menu={menu} />
        <ComposerField
          ref={field}
          label={messages.composer.reply}
          placeholder={placeholder}
          text={draft.text}
          maxLength={20_000}
          describedBy={id}
          onText={write}
          onSubmit={submit}
          onBlur={() => typing.stop()}
          onCaret={onCaret}
          onFiles={(given) => tray.add(given)}
          list={{ ...menu, activeId: optionId(menu, menu.active) }}
        />
        <TrayList tray={tray} />
        <LanguageHint
          draft={draft.text}
          language={language}
          onTranslate={model ? () => rewrite.run('translate') : undefined}
        />
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5 pr-1.5 pl-3 max-sm:gap-x-1">
          <SendAs voice={voice} onChange={setVoice} />
          <VoiceHint id={id} voice={voice} handoff={handoff} />
          <AttachButton onFiles={(given) => tray.add(given)} />
          {model && <RewriteMenu rewrite={rewrite} language={language} disabled={message === ''} />}
          <Button
            type="submit"
            look="primary"
            disabled={!ready}
            title={messages.composer.keys}
            className="ml-auto"
          >
            {messages.composer.send}
          </Button>
        </div>
        {drop.over && (
          <p className="pointer-events-none absolute inset-0 z-10 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-accent-soft text-sm font-medium text-accent">
            {messages.files.drop}
          </p>
        )}
      </div>
    </form>
  );
}

function VoiceHint({ id, voice, handoff }: { id: string; voice: Voice; handoff: Handoff }) {
  const { name } = useOperator();
  const asAi = voice === 'ai';
  return (
    <p
      id={id}
      className={`min-w-0 flex-1 basis-40 text-xs ${asAi ? 'font-medium text-ink max-sm:order-first max-sm:basis-full' : 'text-ink-faint max-sm:sr-only'}`}
    >
      {asAi ? messages.composer.asAiHint(handoff.agent.name) : messages.composer.asMeHint(name)}
    </p>
  );
}

function SendNotice({ state }: { state: SendState }) {
  return (
    <output className="block">
      {state.phase === 'stale' && (
        <span className="mb-2 block rounded-lg bg-near-soft px-3 py-1.5 text-sm font-medium text-near">
          {messages.composer.stale(state.missing)}
        </span>
      )}
      {state.phase === 'failed' && (
        <span className="mb-2 block rounded-lg bg-late-soft px-3 py-1.5 text-sm font-medium text-late">
          {messages.composer.failed(refusalText(state.error))}
        </span>
      )}
    </output>
  );
}
