import { RequestError } from '@baton/client';
import type { PresenceStatus } from '@baton/protocol';
import { useCallback, useEffect, useRef, useState } from 'react';
import { announce } from '../../lib/announcer.ts';
import { staff } from '../../lib/baton.ts';
import { localStore } from '../../lib/local-store.ts';
import { messages } from '../../lib/messages.ts';
import type { CurrentOperator } from '../../lib/operator.ts';
import { PRESENCE_KEY, ensureOperator } from '../../lib/own-operator.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { runEvery } from '../../lib/steady-timer.ts';

/** The server expects a sign of life this often. */
const HEARTBEAT_MS = 15_000;

/** What he chose last in this browser; whoever has just signed in is available. */
function chosen(): PresenceStatus {
  const stored = localStore.read(PRESENCE_KEY);
  return stored === 'away' || stored === 'offline' ? stored : 'available';
}

/** Whether this operator takes conversations, told to the server for as long as the page is open. */
export function usePresence(operator: CurrentOperator): {
  /** Null until the server has answered. */
  status: PresenceStatus | null;
  choose: (status: PresenceStatus) => void;
} {
  const [status, setStatus] = useState<PresenceStatus | null>(null);
  const latest = useRef<PresenceStatus | null>(null);
  const show = useCallback((shown: PresenceStatus) => {
    latest.current = shown;
    setStatus(shown);
  }, []);
  const tell = useCallback(
    async (wanted: PresenceStatus) => {
      await ensureOperator(operator);
      show((await staff.setPresence(operator.id, wanted)).status);
    },
    [operator, show],
  );
  useEffect(() => {
    let gone = false;
    const beat = async (): Promise<void> => {
      // What failed is tried again with the next beat.
      if (latest.current === null) return tell(chosen());
      if (latest.current === 'offline') return;
      const { status: counted } = await staff.heartbeat(operator.id);
      if (gone || counted === latest.current) return;
      show(counted);
      // Nobody who slept through his grace period is taken back without a word of his.
      if (counted === 'offline') announce(messages.presence.ended);
    };
    const run = (): void => void beat().catch(ignoreAway);
    run();
    const stop = runEvery(HEARTBEAT_MS, run);
    return () => {
      gone = true;
      stop();
    };
  }, [operator, show, tell]);
  const choose = useCallback(
    (wanted: PresenceStatus) => {
      localStore.write(PRESENCE_KEY, wanted);
      tell(wanted).catch((error: unknown) => announce(messages.presence.failed(refusalText(error))));
    },
    [tell],
  );
  return { status, choose };
}

/** A server that is away is told by the banner; a refusal by the stream. */
function ignoreAway(error: unknown): void {
  if (error instanceof RequestError && error.status >= 500) reportError(error);
}
