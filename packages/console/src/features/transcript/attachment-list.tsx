import type { Attachment } from '@baton/protocol';
import { INLINE_TYPES } from '@baton/protocol';
import { useState } from 'react';
import { attachments } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { sizeText } from '../../lib/size-text.ts';

const INLINE: ReadonlySet<string> = new Set(INLINE_TYPES);

/** The files of a message: pictures are shown, everything else can be loaded. */
export function AttachmentList({ sessionId, files }: { sessionId: string; files: readonly Attachment[] }) {
  return (
    <ul className="flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="max-w-full min-w-0">
          {INLINE.has(file.type) ? (
            <Picture sessionId={sessionId} file={file} />
          ) : (
            <FileLink sessionId={sessionId} file={file} />
          )}
        </li>
      ))}
    </ul>
  );
}

interface FileProps {
  sessionId: string;
  file: Attachment;
}

/** Its height is known before it is loaded, so that the lines do not move. */
function Picture({ sessionId, file }: FileProps) {
  const [broken, setBroken] = useState(false);
  if (broken) return <FileLink sessionId={sessionId} file={file} />;
  const address = attachments.url(sessionId, file.id, { inline: true });
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      title={`${file.name} · ${sizeText(file.size)}`}
      className="block h-40 max-w-full overflow-hidden rounded-lg border border-line bg-sunken"
    >
      <img
        src={address}
        alt={file.name}
        loading="lazy"
        decoding="async"
        onError={() => setBroken(true)}
        className="h-full max-w-full object-contain"
      />
    </a>
  );
}

function FileLink({ sessionId, file }: FileProps) {
  return (
    <a
      href={attachments.url(sessionId, file.id)}
      download={file.name}
      className="flex max-w-full items-center gap-2.5 rounded-lg border border-line bg-surface px-3 py-2 text-sm hover:bg-hover"
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 shrink-0 text-ink-soft">
        <path
          d="M8 2v8m0 0 3-3m-3 3L5 7M3 13h10"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="min-w-0 truncate font-medium">
        <span className="sr-only">{messages.files.download} </span>
        {file.name}
      </span>
      <span className="clock shrink-0 text-xs text-ink-faint">{sizeText(file.size)}</span>
    </a>
  );
}
