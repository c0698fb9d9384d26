import { RequestError } from '@baton/client';

/** Whether a reading that failed so many times is tried again: not when the server has refused it. */
export function worthRepeating(failures: number, error: Error): boolean {
  return failures < 2 && !(error instanceof RequestError && error.status < 500);
}
