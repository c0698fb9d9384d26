import type { Handoff } from '@baton/protocol';
import { useEffect, useEffectEvent, useRef } from 'react';
import { announce } from '../../lib/announcer.ts';
import { notify, ring } from '../../lib/bell.ts';
import { customerName } from '../../lib/customer-name.ts';
import { roundText } from '../../lib/duration-text.ts';
import { messages } from '../../lib/messages.ts';
import { secondsLeft } from '../../lib/offers.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { runEvery } from '../../lib/steady-timer.ts';

const REPEAT_MS = 5000;

/** Rings for what is offered again and again until it is answered, whoever looks where; each new one is said once. */
export function useOfferBell(offers: readonly Handoff[]): void {
  const said = useRef<ReadonlySet<string>>(new Set());
  const call = useEffectEvent(() => {
    ring();
    for (const offer of offers)
      notify(messages.offer.title(customerName(offer)), reasonText(offer.reason), offer.id);
  });
  const tell = useEffectEvent(() => {
    const fresh = offers.filter(({ id }) => !said.current.has(id));
    said.current = new Set(offers.map(({ id }) => id));
    for (const offer of fresh) {
      const left = roundText(secondsLeft(offer, Date.now()));
      announce(messages.offer.announce(customerName(offer), reasonText(offer.reason), left));
    }
    if (fresh.length > 0) call();
  });
  const ids = offers.map(({ id }) => id).join(' ');
  useEffect(() => tell(), [ids]);
  const any = offers.length > 0;
  useEffect(() => (any ? runEvery(REPEAT_MS, () => call()) : undefined), [any]);
}
