import type { Log } from '../app/app.ts';

/** A log that keeps what was written, so that a test can say that nothing went wrong. */
export class KeptLog implements Log {
  readonly errors: { details: object; message: string }[] = [];

  info(): void {}

  warn(): void {}

  error(details: object, message: string): void {
    this.errors.push({ details, message });
  }
}
