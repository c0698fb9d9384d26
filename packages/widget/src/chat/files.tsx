import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { describeFile, isPicture } from '../state/describe-file.ts';
import type { FileRef } from '../state/file.ts';
import { FileAddressContext } from './context.ts';
import { useMoreMessages } from './use-more-messages.ts';
import { FileIcon } from './icons.tsx';

/** What was sent with a message: pictures as such, all else to be downloaded. */
export function Files({ files }: { files: readonly FileRef[] }): VNode {
  const words = useMoreMessages();
  const address = useContext(FileAddressContext);
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>
          {isPicture(file) ? (
            <a class="picture" href={address(file.id, true)} target="_blank" rel="noopener">
              <img
                src={address(file.id, true)}
                alt={words.openFile(file.name)}
                title={file.name}
                loading="lazy"
                decoding="async"
              />
            </a>
          ) : (
            <a
              class="file"
              href={address(file.id, false)}
              download={file.name}
              target="_blank"
              rel="noopener"
              title={file.name}
            >
              <FileIcon />
              <span class="file-words">
                <span class="file-name" dir="auto">
                  {file.name}
                </span>
                <span class="file-facts">{describeFile(file, words.language)}</span>
              </span>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
