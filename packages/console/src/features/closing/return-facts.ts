import type { Commitment, HandoffDetail } from '@baton/protocol';
import type { EventLog } from '../../lib/event-log.ts';
import { isByPerson, messageOf } from '../../lib/event-log.ts';

/** What the AI is given of a stretch when it comes back (H8.4). */
export interface ReturnFacts {
  promises: readonly Commitment[];
  /** What persons wrote to the customer since the handoff began, the newest last. */
  said: readonly { readonly offset: number; readonly name: string; readonly text: string }[];
  /** What the customer need not say again. */
  known: readonly { readonly kind: string; readonly value: string; readonly corrected: boolean }[];
}

/** By what the server has told of the handoff: its promises, its package with what was put right, and its log. */
export function returnFacts(detail: HandoffDetail, log: EventLog): ReturnFacts {
  const since = Date.parse(detail.requested_utc);
  return {
    promises: detail.commitments.filter(({ settled_utc: settled }) => settled === null),
    said: log
      .filter((event) => isByPerson(event) && Date.parse(event.creation_utc) >= since)
      .flatMap((event) => {
        const data = messageOf(event);
        const name = data?.participant?.display_name ?? '';
        return data === null || data.message === ''
          ? []
          : [{ offset: event.offset, name, text: data.message }];
      }),
    known: detail.package.details
      .filter(({ value }) => value !== '')
      .map(({ kind, value, before }) => ({ kind, value, corrected: before !== undefined })),
  };
}
