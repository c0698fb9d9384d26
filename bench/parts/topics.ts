const DEEDS = 'cancel renew return pause transfer register insure repair upgrade extend'.split(' ');
const THINGS =
  'subscription phone contract bicycle ticket parcel invoice card washing_machine policy camera gift_voucher seat router delivery laptop warranty sofa tablet membership'.split(
    ' ',
  );
const PLACES =
  'online_shop app store summer_sale business_account travel_portal outlet family_plan customer_club abroad'.split(
    ' ',
  );

export interface Topic {
  readonly deed: string;
  readonly thing: string;
  readonly place: string;
}

/** What the article of this number is about: 2,000 different ones. */
export function topicOf(index: number): Topic {
  const pick = (words: readonly string[], at: number): string =>
    (words[at % words.length] ?? '').replaceAll('_', ' ');
  return {
    deed: pick(DEEDS, index),
    thing: pick(THINGS, Math.floor(index / DEEDS.length)),
    place: pick(PLACES, Math.floor(index / (DEEDS.length * THINGS.length))),
  };
}
