import { createContext, type VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { describeFile, isPicture, type FileRef } from '../state/file.ts';
import { useMessages } from './context.ts';
import { FileIcon } from './icons.tsx';

/** Where a file of the conversation is shown, `inline`, or downloaded from. */
export const FileAddressContext = createContext<(fileId: string, inline: boolean) => string>(() => '');

/** What was sent with a message: pictures as such, all else to be downloaded. */
export function Files({ files }: { files: readonly FileRef[] }): VNode | null {
  const words = useMessages();
  const address = useContext(FileAddressContext);
  if (files.length === 0) return null;
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
