import { RequestError } from '@baton/client';
import { messages } from './messages.ts';

/** Why a request failed, in words for the person who made it. */
export function refusalText(error: unknown): string {
  if (!(error instanceof RequestError)) return messages.composer.offline;
  return (error.code === null ? undefined : messages.refusal[error.code]) ?? error.message;
}
