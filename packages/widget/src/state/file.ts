import type { Attachment, Json } from '@baton/protocol';
import { object, string } from './read-json.ts';

/** A file of the conversation. */
export type FileRef = Pick<Attachment, 'id' | 'name' | 'type' | 'size'>;

/** What is there of files that has the shape we know. */
export function filesIn(value: Json | undefined): FileRef[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, 20).flatMap((each) => {
    const { id, name, type, size } = object(each);
    const fits = string(id) !== null && string(name) !== null && string(type) !== null;
    return fits && typeof size === 'number' ? [{ id, name, type, size } as FileRef] : [];
  });
}

/** What was written with files; '' where the text only repeats their names. */
export function writtenWith(text: string, files: readonly FileRef[]): string {
  return files.length > 0 && text === files.map(({ name }) => name).join(', ') ? '' : text;
}
