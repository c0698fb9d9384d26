import { RequestError } from '@baton/client';
import { MOST_ATTACHMENTS } from '@baton/protocol';
import { knownText } from '../../lib/known-text.ts';
import { messages } from '../../lib/messages.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { sizeText } from '../../lib/size-text.ts';
import type { FileTray, TrayFile } from './file-tray.ts';

/** The files that go with the reply: how far each is, why one was refused, and a way to take it back. */
export function TrayList({ tray }: { tray: FileTray }) {
  if (tray.files.length === 0 && !tray.overfull) return null;
  return (
    <div className="grid gap-1.5 px-3 pb-1">
      <ul aria-label={messages.files.list} className="flex flex-wrap gap-1.5">
        {tray.files.map((file) => (
          <TrayChip key={file.key} file={file} tray={tray} />
        ))}
      </ul>
      <p role="alert" className="text-xs font-medium text-late empty:hidden">
        {tray.overfull && messages.files.tooMany(MOST_ATTACHMENTS)}
      </p>
    </div>
  );
}

function TrayChip({ file, tray }: { file: TrayFile; tray: FileTray }) {
  const { key, name } = file;
  const refused = file.state === 'refused';
  return (
    <li
      className={`flex max-w-full items-center gap-2 rounded-lg border py-1 pr-1 pl-2.5 text-xs ${refused ? 'border-late bg-late-soft text-late' : 'border-line bg-sunken'}`}
    >
      <span className="grid min-w-0">
        <span className="flex min-w-0 gap-1.5">
          <span className="truncate font-medium">{name}</span>
          <span className="clock shrink-0 text-ink-faint">{!refused && sizeText(file.size)}</span>
        </span>
        {file.state === 'uploading' && (
          <progress
            aria-label={`${name} ${messages.files.uploading}`}
            max={1}
            value={file.part}
            className="h-1 w-full min-w-24 accent-accent"
          />
        )}
        {refused && <span role="alert">{refusedText(file.error)}</span>}
      </span>
      {refused && file.again && (
        <button
          type="button"
          aria-label={messages.files.retryOf(name)}
          onClick={() => tray.tryAgain(key)}
          className="h-6 shrink-0 rounded-md px-1.5 font-medium underline"
        >
          {messages.files.retry}
        </button>
      )}
      <button
        type="button"
        aria-label={messages.files.remove(name)}
        onClick={() => tray.remove(key)}
        className="grid size-6 shrink-0 place-items-center rounded-md text-base leading-none hover:bg-hover hover:text-ink"
      >
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}

function refusedText(error: unknown): string {
  const code = error instanceof RequestError ? error.code : null;
  return knownText(messages.files.refused, code ?? '') ?? refusalText(error);
}
