import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { Arrival } from '../../core/handoff/journal-fact.ts';
import { needOf } from '../../core/handoff/need-of.ts';
import type { Need } from '../../core/routing/need.ts';

/** Where a handoff stands for routing. Times are microseconds since 1970. */
export type Place =
  /** It is not in a queue yet, or is held from outside: nothing to route. */
  | { readonly type: 'aside' }
  | { readonly type: 'waiting'; readonly need: Need }
  | {
      readonly type: 'offered';
      readonly need: Need;
      readonly operatorId: string;
      readonly since: number;
      readonly direct: boolean;
    }
  | {
      readonly type: 'held';
      readonly operatorId: string;
      readonly since: number;
      /** Null: it is not written how he came. */
      readonly how: Arrival | null;
    };

const ASIDE: Place = { type: 'aside' };

/** `again`: operators who declined by silence and may be asked again (MissedOffers). */
export function placeOf(handoff: HandoffState, again: ReadonlySet<string>): Place {
  const { stage, offer, operator, stretches } = handoff;
  switch (stage) {
    case 'queued':
      return { type: 'waiting', need: needNow(handoff, again) };
    case 'offered': {
      if (offer === null) return ASIDE;
      const { since, direct } = offer;
      return {
        type: 'offered',
        need: needNow(handoff, again),
        operatorId: offer.operator.id,
        since,
        direct,
      };
    }
    case 'active':
    case 'returning': {
      if (operator === null) return ASIDE;
      const stretch = stretches.at(-1);
      const since = stretch?.from ?? handoff.acceptedAt ?? handoff.requestedAt;
      return { type: 'held', operatorId: operator.id, since, how: stretch?.how ?? null };
    }
    default:
      return ASIDE;
  }
}

/** What it needs, with those who may be asked again not counted among those who declined. */
export function needNow(handoff: HandoffState, again: ReadonlySet<string>): Need {
  const need = needOf(handoff);
  if (again.size === 0 || !need.declined.some((id) => again.has(id))) return need;
  return { ...need, declined: need.declined.filter((id) => !again.has(id)) };
}

/** Whether two needs of one handoff ask for the same: most of what is told of one who waits leaves it as it is. */
export function sameNeed(a: Need, b: Need): boolean {
  return (
    a.priority === b.priority &&
    a.requestedAt === b.requestedAt &&
    a.department === b.department &&
    a.language === b.language &&
    a.lastOperator?.id === b.lastOperator?.id &&
    a.lastOperator?.until === b.lastOperator?.until &&
    sameItems(a.declined, b.declined) &&
    sameItems(a.relaxed, b.relaxed) &&
    sameItems(a.overflow, b.overflow) &&
    a.skills.length === b.skills.length &&
    a.skills.every(({ skill, level }, at) => skill === b.skills[at]?.skill && level === b.skills[at].level)
  );
}

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}
