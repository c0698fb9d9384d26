import type { Attachment } from '@baton/protocol';
import { attachmentView } from '../../core/attachment/attachment-record.ts';
import type { AttachmentRecord } from '../../core/attachment/attachment-record.ts';
import type { App } from '../app.ts';

export type ComposedText =
  | {
      readonly type: 'composed';
      /** What was written, or the names of the files where nothing was. '' for neither. */
      readonly message: string;
      /** For the event's data. */
      readonly data: { readonly attachments?: Attachment[] };
      /** For the event itself. */
      readonly named: { readonly attachments?: readonly string[] };
    }
  | { readonly type: 'invalid'; readonly detail: string };

const NOTHING = {};

interface Written {
  readonly message?: string | null | undefined;
  readonly attachments?: readonly string[] | null | undefined;
}

interface Sender {
  readonly by: Attachment['by'];
  readonly asCustomer: boolean;
}

/**
 * What a message says, with the files that go with it. They are files of its session that no message names yet, or
 * that one of the same side does; a customer names none that the company has stored.
 */
export function composeMessage(
  app: App,
  sessionId: string,
  { message, attachments }: Written,
  sender: Sender,
): ComposedText | Promise<ComposedText> {
  const text = message ?? '';
  // Nearly every message: nothing to wait for.
  if (!attachments?.length) return { type: 'composed', message: text, data: NOTHING, named: NOTHING };
  return composeFiles(app, sessionId, { text, ids: [...new Set(attachments)] }, sender);
}

async function composeFiles(
  app: App,
  sessionId: string,
  { text, ids }: { readonly text: string; readonly ids: readonly string[] },
  sender: Sender,
): Promise<ComposedText> {
  const found: Attachment[] = [];
  for (const id of ids) {
    const record = (await app.attachments?.find(sessionId, id, 'company')) ?? null;
    if (record === null || !mayName(record, sender))
      return { type: 'invalid', detail: `There is no attachment '${id}' to send in this session.` };
    found.push({ ...attachmentView(record), by: sender.by });
  }
  return {
    type: 'composed',
    message: text.trim() === '' ? namesOf(found) : text,
    data: { attachments: found },
    named: { attachments: ids },
  };
}

function mayName({ by, state }: AttachmentRecord, sender: Sender): boolean {
  if (sender.asCustomer) return by === 'customer' && sender.by === 'customer';
  return by === sender.by || state === 'stored';
}

function namesOf(attachments: readonly Attachment[]): string {
  return attachments.map(({ name }) => name).join(', ');
}
