import type { Measures, Share, Spread } from '@baton/protocol';

const NOBODY: Spread = { count: 0, mean: null, p50: null, p90: null, p99: null };
const NONE: Share = { count: 0, of: 0, share: null };

/** The measures of a period in which nothing happened, changed as asked. */
export function makeMeasures(changes: Partial<Measures> = {}): Measures {
  return {
    sessions: 0,
    handoff_rate: NONE,
    containment: NONE,
    handoffs: 0,
    open: 0,
    reasons: [],
    triggers: [],
    acceptance: NOBODY,
    first_word: NOBODY,
    handling: NOBODY,
    service_level: NONE,
    abandoned: NONE,
    resolved: NONE,
    returned: NONE,
    withdrawn: NONE,
    callbacks: NONE,
    emails: NONE,
    failed: NONE,
    transfers: 0,
    requeues: 0,
    declined: 0,
    recontact: NONE,
    rating: { count: 0, mean: null, scores: [0, 0, 0, 0, 0] },
    wait_p50: NONE,
    wait_p90: NONE,
    refused_ai_messages: 0,
    asked_again: NONE,
    suggestions_sent: NONE,
    suggestions_edited: NONE,
    ...changes,
  };
}
