/** 0: everybody is served. 1: newcomers are turned away. 2: customers too. 3: everybody but whoever asks for health. */
export type PressureLevel = 0 | 1 | 2 | 3;

/** Who a request is for, in the order in which they are turned away; `never` are questions about the server's health. */
export type Rank = 'newcomers' | 'customers' | 'staff' | 'never';

/** When one figure of a server's load is too much. */
export interface PressureRule {
  /** From here on levels 1, 2 and 3 hold. */
  readonly limits: readonly [number, number, number];
  /**
   * Milliseconds for which a figure must stay above a limit. One long pause is no overload, however long it is: only
   * what stands is (Nichols and Jacobson, Controlling Queue Delay, 2012).
   */
  readonly patience: number;
}

/** Where one figure stands: since when it has been above each limit, in milliseconds; null where it is not. */
export interface Standing {
  readonly level: PressureLevel;
  readonly since: readonly (number | null)[];
}

export const NO_PRESSURE: Standing = { level: 0, since: [null, null, null] };

/** A level ends a little below where it began, so that it does not come and go with every request. */
const ENDS_AT = 0.8;

const FROM_LEVEL: Readonly<Record<Exclude<Rank, 'never'>, PressureLevel>> = {
  newcomers: 1,
  customers: 2,
  staff: 3,
};

/** Where a figure stands after it was read once more. A level ends with the first reading below it. */
export function nextStanding(before: Standing, value: number, now: number, rule: PressureRule): Standing {
  const since = rule.limits.map((limit, index) => {
    const end = before.level > index ? limit * ENDS_AT : limit;
    return value >= end ? (before.since[index] ?? now) : null;
  });
  const holds = since.map((start) => start !== null && now - start >= rule.patience);
  return { level: (holds.lastIndexOf(true) + 1) as PressureLevel, since };
}

/** Whether a request is turned away, so that others are served. */
export function isTurnedAway(rank: Rank, level: PressureLevel): boolean {
  return rank !== 'never' && level >= FROM_LEVEL[rank];
}
