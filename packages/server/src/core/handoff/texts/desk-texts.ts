import type { Alternative } from '@baton/protocol';

/**
 * What customers are told about a person who is to come, in one language: said by the desk itself, and by the AI where
 * it has no words of its own. Every idea has one sentence. Where nobody can come now, no sentence says "now".
 */
export interface DeskTexts {
  /** Why a person takes over, by reason, where that helps. */
  readonly because: Readonly<Partial<Record<string, string>>>;
  /** Somebody is free. */
  readonly now: string;
  /** All are busy. */
  readonly later: string;
  /** It is not known whether somebody is free. */
  readonly unknown: string;
  /** Out of hours; `opens`: when it is open again, e.g. `Monday, 09:00 CET`, null when nobody knows. */
  readonly closed: (opens: string | null) => string;
  /** Within the hours, but nobody is there. */
  readonly nobodyHere: string;
  readonly nothingToRepeat: string;
  /** From 1. */
  readonly place: (position: number) => string;
  /** Whole minutes, never a single number (H7.1). */
  readonly waitUpTo: (minutes: number) => string;
  readonly waitBetween: (from: number, to: number) => string;
  readonly waitOver: (minutes: number) => string;
  readonly delayed: string;
  readonly stillInLine: string;
  /** As they stand in a list behind "you can". */
  readonly choices: Readonly<Record<Alternative, string>>;
  readonly choose: (list: string) => string;
  /** How to choose what needs an address. */
  readonly how: string;
  readonly nobodyCame: string;
  readonly transferred: string;
  readonly requeued: string;
  readonly called: (address: string, when: string | null) => string;
  readonly written: (address: string) => string;
  readonly meanwhile: string;
  readonly askPhone: string;
  readonly askEmail: string;
  /** `nearest`: the next time that can be kept; null when there is none. */
  readonly notThen: (nearest: string | null) => string;
  readonly callDue: string;
  readonly withdrawn: string;
  readonly rating: string;
  /** To one who has rated in his own words. */
  readonly rated: string;
  /** The e-mail that confirms that he will be written to. */
  readonly mail: {
    readonly subject: (reference: string) => string;
    readonly greeting: (name: string | null) => string;
    readonly taken: string;
    readonly reference: (reference: string) => string;
  };
}
