import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { applyEvents } from '../../lib/apply-frame.ts';
import { baton } from '../../lib/baton.ts';
import { useOperator } from '../../lib/operator.ts';
import type { SendState, Wanted } from './send-attempt.ts';
import { IDLE, afterError, missingEvents, nextAttempt } from './send-attempt.ts';

interface SendReplyOptions {
  handoffId: string;
  sessionId: string;
  /** The message is in the log. */
  onSent: (sent: Wanted) => void;
  /** Messages that were missing on this screen are in the transcript now. */
  onMissing: () => void;
}

/** Sends a reply; what went wrong is in the state, and the text is never lost. */
export function useSendReply({
  handoffId,
  sessionId,
  onSent,
  onMissing,
}: SendReplyOptions): [SendState, (wanted: Wanted) => Promise<void>] {
  const cache = useQueryClient();
  const { actAs } = useOperator();
  const [state, setState] = useState<SendState>(IDLE);
  const latest = useRef<SendState>(IDLE);

  function become(next: SendState): void {
    latest.current = next;
    setState(next);
  }

  async function send(wanted: Wanted): Promise<void> {
    if (latest.current.phase === 'sending') return;
    const attempt = nextAttempt(latest.current, wanted, () => crypto.randomUUID());
    become({ phase: 'sending', attempt });
    const { key, message, as, seenOffset, attachments = [], suggestionId = null } = attempt;
    try {
      const body = {
        ...actAs,
        message,
        as,
        seen_offset: seenOffset,
        ...(attachments.length > 0 && { attachments: [...attachments] }),
        ...(suggestionId !== null && { suggestion_id: suggestionId }),
      };
      const event = await baton.reply(handoffId, body, key);
      applyEvents(cache, sessionId, [event]);
      become(IDLE);
      onSent(attempt);
    } catch (error) {
      const missing = missingEvents(error);
      if (missing !== null) {
        applyEvents(cache, sessionId, missing);
        onMissing();
      }
      become(afterError(attempt, error));
    }
  }
  return [state, send];
}
