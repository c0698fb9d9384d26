import type { RefObject, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import { isUploading, readyFiles, type Uploads } from '../state/uploads.ts';
import { useMessages } from './context.ts';
import { AttachIcon, SendIcon } from './icons.tsx';
import { lazily } from './lazily.ts';
import type { FileRules } from './use-file-rules.ts';

const UploadTray = lazily((from) => from.UploadTray);

interface ComposerProps {
  chat: ChatController;
  box: RefObject<HTMLTextAreaElement | null>;
  uploads: Uploads;
  /** Null: no files are taken. */
  rules: FileRules | null;
}

export function Composer({ chat, box, uploads, rules }: ComposerProps): VNode {
  const words = useMessages();
  const [text, setText] = useState(() => chat.readDraft());
  useLayoutEffect(() => fit(box.current), [box, text]);
  // What is said of files is said to the end.
  const hadFiles = useRef(false);
  hadFiles.current ||= uploads.length > 0;
  const mayNot = isUploading(uploads) || (text.trim() === '' && readyFiles(uploads).length === 0);
  const write = (next: string): void => {
    setText(next);
    chat.typed(next);
  };
  const send = (): void => {
    if (mayNot) return;
    chat.send(text);
    write('');
    box.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {rules === null || (!hadFiles.current && uploads.length === 0) ? null : (
        <UploadTray
          uploads={uploads}
          chat={chat}
          limit={rules.limit}
          onRemoved={() => box.current?.focus()}
        />
      )}
      <div class="composer-row">
        {rules === null ? null : (
          <AttachButton rules={rules} onFiles={(files) => void chat.addFiles(files, rules.limit)} />
        )}
        <textarea
          ref={box}
          class="composer-box"
          rows={1}
          dir="auto"
          aria-label={words.message}
          placeholder={words.messagePlaceholder}
          enterkeyhint="send"
          value={text}
          onInput={(event) => write(event.currentTarget.value)}
          onPaste={(event) => {
            const files = event.clipboardData?.files;
            if (rules === null || files === undefined || files.length === 0) return;
            event.preventDefault();
            void chat.addFiles(files, rules.limit);
          }}
          onKeyDown={(event) => {
            // While an input method composes, Enter takes its proposal.
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button
          type="submit"
          class="send-button"
          aria-label={words.send}
          title={words.send}
          disabled={mayNot}
          // Keeps the focus, and with it a phone's keyboard, where it is.
          onPointerDown={(event) => event.preventDefault()}
        >
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

interface AttachButtonProps {
  rules: FileRules;
  onFiles: (files: FileList) => void;
}

function AttachButton({ rules, onFiles }: AttachButtonProps): VNode {
  const words = useMessages();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={words.attachFiles}
        title={words.attachFiles}
        onClick={() => input.current?.click()}
      >
        <AttachIcon />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={rules.accept}
        onChange={({ currentTarget }) => {
          if (currentTarget.files !== null) onFiles(currentTarget.files);
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

function fit(box: HTMLTextAreaElement | null): void {
  if (box === null) return;
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight}px`;
}
