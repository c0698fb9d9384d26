import type { MessageData } from '@baton/protocol';

/** The files of a message, and what was written with them: '' where the message only repeats their names. */
export function filesOf({ message, attachments = [] }: Pick<MessageData, 'message' | 'attachments'>): {
  readonly files: readonly string[];
  readonly written: string;
} {
  const files = attachments.map(({ name }) => name);
  return { files, written: files.length > 0 && message === files.join(', ') ? '' : message };
}
