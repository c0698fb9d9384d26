import type { Handoff } from '@baton/protocol';
import { useEffect, useEffectEvent } from 'react';
import { announce } from '../../lib/announcer.ts';
import { notify, ring } from '../../lib/bell.ts';
import { roundText } from '../../lib/duration-text.ts';
import { messages } from '../../lib/messages.ts';
import { secondsLeft } from '../../lib/offers.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { runEvery } from '../../lib/steady-timer.ts';

const REPEAT_MS = 5000;

/** Rings for an offer again and again until it is answered, whoever looks where. */
export function useOfferBell(offer: Handoff | undefined): void {
  const call = useEffectEvent((first: boolean) => {
    if (offer === undefined) return;
    const reason = reasonText(offer.reason);
    const { name } = offer.customer;
    if (first) announce(messages.offer.announce(name, reason, roundText(secondsLeft(offer, Date.now()))));
    ring();
    notify(messages.offer.title(name), reason, offer.id);
  });
  const id = offer?.id ?? null;
  useEffect(() => {
    if (id === null) return;
    call(true);
    return runEvery(REPEAT_MS, () => call(false));
  }, [id]);
}
