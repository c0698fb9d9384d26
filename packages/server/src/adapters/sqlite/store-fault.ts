import { StoreUnavailableError, UnknownOutcomeError, WriteFailedError } from '../../ports/store-errors.ts';

/** SQLite's primary result codes of what is wrong with the file or its disk, whatever is written. */
const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;
/** The disk did not say that it has what was given to it: of a commit it is not known whether it will last. */
const SYNC_FAILED: readonly number[] = [IO_ERROR | (4 << 8), IO_ERROR | (5 << 8)];

/**
 * Of a write that failed: `operation`: the fault is its own. `store`: nothing can be written just now. `unknown`: it
 * has been done or not.
 */
export type FailedFor = 'operation' | 'store' | 'unknown';

/** The file is not the one that was opened, or something else that is not SQLite's to say. */
export class StoreFaultError extends Error {}

export function failedFor(error: unknown): FailedFor {
  if (error instanceof StoreFaultError) return 'store';
  const code = codeOf(error);
  if (SYNC_FAILED.includes(code)) return 'unknown';
  return adviceOf(code & 0xff) === null ? 'operation' : 'store';
}

/** Whether others of its batch may be written all the same. */
export function mayFailAlone(error: unknown): boolean {
  return failedFor(error) === 'operation' || (codeOf(error) & 0xff) === FULL;
}

/** In one line what is wrong with the database at `path`, and what is to be done. */
export function describeFault(error: unknown, path: string): string {
  return adviceFor(error) === null ? messageOf(error) : `${path}: ${explainFault(error)}`;
}

/** As `describeFault`, for a place that names the file. */
export function explainFault(error: unknown): string {
  const advice = adviceFor(error);
  return advice === null ? messageOf(error) : `${advice} (${messageOf(error)})`;
}

/** Whether another program has locked what was to be opened. */
export function isLocked(error: unknown): boolean {
  return (codeOf(error) & 0xff) === BUSY;
}

export function toStoreError(failed: FailedFor, message: string): Error {
  if (failed === 'unknown') return new UnknownOutcomeError(message);
  return failed === 'store' ? new StoreUnavailableError(message) : new WriteFailedError(message);
}

export const DAMAGED =
  'the file is damaged and nothing is written into it: stop the server, copy the file, put a backup in its place, or save what can be read with "sqlite3 <file> .recover"';

/** Null: it is no fault of the file. */
function adviceOf(primary: number): string | null {
  switch (primary) {
    case BUSY:
    case LOCKED:
      return 'another program has locked the file: end it';
    case READ_ONLY:
      return 'the file, its folder or its disk can only be read: give the server the right to write';
    case IO_ERROR:
      return 'the disk does not read or write: look at its state and its free space';
    case CORRUPT:
    case NOT_A_DATABASE:
      return DAMAGED;
    case FULL:
      return 'the disk is full: free some space on it, the server goes on by itself';
    case CANNOT_OPEN:
      return 'the file cannot be opened: look at its folder and its rights';
    default:
      return null;
  }
}

function adviceFor(error: unknown): string | null {
  return adviceOf(codeOf(error) & 0xff) ?? SYSTEM_ADVICE[(error as NodeJS.ErrnoException).code ?? ''] ?? null;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const SYSTEM_ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'the user of this process has no right to it: give him its folder and every file in it',
  EPERM: 'the user of this process has no right to it: give him its folder and every file in it',
  EROFS: 'its disk can only be read: mount it for writing',
  ENOSPC: 'its disk is full: free some space',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  ENOENT: 'its folder cannot be made',
};

/** The extended result code; 0 when SQLite has not said it. */
function codeOf(error: unknown): number {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode : 0;
}
