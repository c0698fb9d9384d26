/** What is counted of handoffs, besides times. A name that ends in `_of` is what its share is of. */
export const COUNT_NAMES = [
  'handoffs',
  'open',
  'ended',
  'resolved',
  'returned',
  'abandoned',
  'withdrawn',
  'callback',
  'email',
  'failed',
  'level_kept',
  'level_of',
  'transfers',
  'requeues',
  'declined',
  'recontact',
  'rated_1',
  'rated_2',
  'rated_3',
  'rated_4',
  'rated_5',
  'wait_p50',
  'wait_p50_of',
  'wait_p90',
  'wait_p90_of',
  'asked',
  'asked_again',
  'suggested',
  'suggestion_sent',
  'suggestion_edited',
] as const;
export type CountName = (typeof COUNT_NAMES)[number];

/** Absent: 0. */
export type Counts = Readonly<Partial<Record<CountName, number>>>;
