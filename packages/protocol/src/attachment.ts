import { z } from 'zod';

/**
 * A file of a session. Its bytes are read with `GET /sessions/{id}/attachments/{attachment_id}`. A message that has
 * some carries them in its data as `attachments`, and their names in its text where nothing else was written, so that
 * no client drops them in silence.
 */
export interface Attachment {
  id: string;
  /** As the sender called it, without a path and without control characters. */
  name: string;
  /** Media type by its content, never by what the sender claims. */
  type: string;
  /** Bytes. */
  size: number;
  creation_utc: string;
  /** Whose side sent it. Whether a person or the AI did is not told here: who writes in the AI's name is the AI to a customer. */
  by: 'customer' | 'company';
}
export const AttachmentSchema: z.ZodType<Attachment> = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  creation_utc: z.string(),
  by: z.enum(['customer', 'company']),
});

/** Media types that are taken unless the server is set up otherwise. */
export const ATTACHMENT_TYPES = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/heic',
  'application/pdf',
  'text/plain',
  'text/csv',
  'application/zip',
  'audio/mpeg',
  'audio/ogg',
  'video/mp4',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;

export { INLINE_TYPES, MOST_ATTACHMENTS } from './attachment-limits.ts';
