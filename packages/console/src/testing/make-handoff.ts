import type { Handoff, HandoffDetail } from '@baton/protocol';

/** A handoff that waits since noon of 1 May 2026, changed as asked. */
export function makeHandoff(changes: Partial<Handoff> = {}): Handoff {
  return {
    id: 'h1',
    session_id: 's1',
    agent: { id: 'a1', name: 'Nova' },
    customer: { id: 'c1', name: 'Ana Ruiz' },
    stage: 'queued',
    reason: 'customer_requested',
    evidence: [],
    summary: 'Wants a refund.',
    priority: 0,
    position: 1,
    operator: null,
    requirements: { department: 'support', skills: [], language: null },
    relaxed: [],
    offer: null,
    transfers: 0,
    requeues: 0,
    wait: null,
    commitments_open: 0,
    rating: null,
    offered_utc: null,
    requested_utc: '2026-05-01T12:00:00.000000Z',
    waiting_since_utc: '2026-05-01T12:00:00.000000Z',
    queued_utc: '2026-05-01T12:00:00.000000Z',
    accepted_utc: null,
    first_human_word_utc: null,
    ended_utc: null,
    service_level_seconds: 60,
    breached: false,
    timer_due_utc: null,
    entries: 1,
    disposition: null,
    outcome: null,
    contact: null,
    ...changes,
  };
}

export function makeDetail(changes: Partial<HandoffDetail> = {}): HandoffDetail {
  const handoff = makeHandoff(changes);
  return {
    ...handoff,
    package: {
      reason: handoff.reason,
      evidence: handoff.evidence,
      summary: handoff.summary,
      intent: null,
      language: null,
      details: [],
      attempted: [],
      tools: [],
      guidelines: [],
      open_question: null,
      customer: { ...handoff.customer, metadata: {} },
      variables: [],
      sentiment: null,
      corrections: [],
      summary_by: 'extract',
      transcript: { session_id: handoff.session_id, from_offset: 0, to_offset: 0 },
    },
    notes: [],
    stretches: [],
    commitments: [],
    journal: [],
    ...changes,
  };
}
