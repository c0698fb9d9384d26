import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChatController } from '../effects/chat-controller.ts';
import type { AllMessages } from '../messages.ts';
import { describeFile, isPicture, sizeOf } from '../state/describe-file.ts';
import type { Upload, Uploads } from '../state/uploads.ts';
import { FileAddressContext } from './context.ts';
import { useMoreMessages } from './use-more-messages.ts';
import { CloseIcon, FileIcon } from './icons.tsx';

interface UploadTrayProps {
  uploads: Uploads;
  chat: ChatController;
  /** Bytes of the largest that is taken. */
  limit: number;
  onRemoved: () => void;
}

/** What goes with the next message, and what could not be stored. */
export function UploadTray({ uploads, chat, limit, onRemoved }: UploadTrayProps): VNode {
  const words = useMoreMessages();
  const ready = uploads.findLast(({ file }) => file !== null);
  return (
    <>
      <output class="unseen">{ready === undefined ? '' : words.attached(ready.name)}</output>
      {uploads.length === 0 ? null : (
        <ul class="tray" aria-label={words.files}>
          {uploads.map((upload) => (
            <li key={upload.key} class={`file ${upload.refusal === null ? '' : 'file-refused'}`}>
              <Face upload={upload} />
              <span class="file-words">
                <span class="file-name" dir="auto" title={upload.name}>
                  {upload.name}
                </span>
                <Facts upload={upload} limit={limit} words={words} />
              </span>
              <button
                type="button"
                class="icon-button file-remove"
                aria-label={words.removeFile(upload.name)}
                onClick={() => (chat.more.files.remove(upload.key), onRemoved())}
              >
                <CloseIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Face({ upload: { file } }: { upload: Upload }): VNode {
  const address = useContext(FileAddressContext);
  return file !== null && isPicture(file) ? <img src={address(file.id, true)} alt="" /> : <FileIcon />;
}

function Facts({ upload, limit, words }: { upload: Upload; limit: number; words: AllMessages }): VNode {
  const { refusal, file, progress } = upload;
  if (refusal !== null) {
    return (
      <span class="fault" role="alert">
        {words.uploadRefused(refusal, sizeOf(limit, words.language))}
      </span>
    );
  }
  if (file !== null) return <span class="file-facts">{describeFile(upload, words.language)}</span>;
  return <progress class="bar" value={progress} aria-label={upload.name} />;
}
