import {
  ActAsSchema,
  CANDIDATE_STATES,
  CandidateReplaySchema,
  CandidateSchema,
  ProposeCandidateSchema,
  UpdateCandidateSchema,
} from '@baton/protocol';
import type { ActAs, Candidate } from '@baton/protocol';
import { z } from 'zod';
import type { LearningOutcome } from '../../app/learning/learning-outcome.ts';
import { Learning } from '../../app/learning/learning.ts';
import type { CandidateRecord } from '../../core/behaviour/candidate-record.ts';
import { formatTime } from '../../core/time.ts';
import { actingOperator } from '../access/acting-operator.ts';
import { checkLead } from '../access/staff-access.ts';
import { itemNotFound, refused, sessionNotFound, unprocessable } from '../problem.ts';
import { enumParam, textParam } from '../query.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';
import { inPages, streamArray } from '../stream-array.ts';

const PATH = '/candidates';
const ONE = `${PATH}/:candidate_id`;
const SHARED = { operation: 'candidates.decide', tag: 'candidates', status: 200 } as const;
const ActBodySchema: z.ZodType<ActAs> = ActAsSchema.default({});

/** What the AI may learn from persons' answers: operators propose, leads decide. */
export function candidateRoutes(parts: ServerParts): void {
  const learning = new Learning(parts);
  listing(parts, learning);
  proposing(parts, learning);
  changing(parts, learning);
  replaying(parts, learning);
  deciding(parts, learning);
}

const ListQuerySchema = z.object({
  state: enumParam(CANDIDATE_STATES, 'Only those in this state.'),
  agent_id: textParam('Only those for this agent.'),
});

function listing(parts: ServerParts, learning: Learning): void {
  route(parts, {
    method: 'GET',
    path: PATH,
    operation: 'candidates.read',
    tag: 'candidates',
    summary: 'List what the AI may learn, newest first',
    query: ListQuerySchema,
    response: z.array(CandidateSchema),
    status: 200,
    handle: ({ query, reply }) =>
      streamArray(
        reply,
        inPages(learning.list({ state: query.state, agentId: query.agent_id }), (page) =>
          page.map(candidateView),
        ),
      ),
  });
}

function proposing(parts: ServerParts, learning: Learning): void {
  route(parts, {
    method: 'POST',
    path: PATH,
    operation: 'candidates.propose',
    tag: 'candidates',
    summary: 'Propose that the AI learns from a person’s message; the same again is the one that is there',
    body: ProposeCandidateSchema,
    response: CandidateSchema,
    status: 201,
    refusals: [404],
    handle: async ({ body, principal }) =>
      candidateView(valueOf(await learning.propose(actingOperator(principal, body), body))),
  });
}

function changing(parts: ServerParts, learning: Learning): void {
  route(parts, {
    ...SHARED,
    method: 'PATCH',
    path: ONE,
    summary: 'Change what would be learnt, before it is decided',
    body: UpdateCandidateSchema,
    response: CandidateSchema,
    refusals: [403, 404, 409],
    async handle({ params, body, principal }) {
      checkLead(principal, parts.staff);
      return candidateView(valueOf(await learning.update(params['candidate_id'] ?? '', body)));
    },
  });
}

function replaying(parts: ServerParts, learning: Learning): void {
  route(parts, {
    ...SHARED,
    method: 'POST',
    path: `${ONE}/replay`,
    summary: 'What approval would change, over past questions',
    body: ActBodySchema,
    response: CandidateReplaySchema,
    refusals: [403, 404, 429],
    async handle({ params, principal }) {
      checkLead(principal, parts.staff);
      return valueOf(await learning.replay(params['candidate_id'] ?? ''));
    },
  });
}

function deciding(parts: ServerParts, learning: Learning): void {
  const ways = [
    ['approve', 'Let the AI learn it'],
    ['reject', 'Turn it down'],
    ['undo', 'Take back what approval made'],
  ] as const;
  for (const [way, summary] of ways) {
    route(parts, {
      ...SHARED,
      method: 'POST',
      path: `${ONE}/${way}`,
      summary,
      body: ActBodySchema,
      response: CandidateSchema,
      refusals: [403, 404, 409],
      async handle({ params, body, principal }) {
        checkLead(principal, parts.staff);
        const by = actingOperator(principal, body);
        return candidateView(valueOf(await learning[way](params['candidate_id'] ?? '', by)));
      },
    });
  }
}

function valueOf<T>(outcome: LearningOutcome<T>): T {
  switch (outcome.type) {
    case 'done':
      return outcome.value;
    case 'not-found':
      throw itemNotFound(outcome.id);
    case 'no-session':
      throw sessionNotFound(outcome.id);
    case 'unfit':
      throw unprocessable(outcome.detail);
    case 'refused':
      throw refused(outcome.code, outcome.detail);
  }
}

function candidateView(candidate: CandidateRecord): Candidate {
  return {
    id: candidate.id,
    kind: candidate.kind,
    state: candidate.state,
    agent_id: candidate.agentId,
    content: candidate.content,
    source: candidate.source,
    proposed_by: candidate.proposedBy,
    decided_by: candidate.decidedBy,
    creation_utc: formatTime(candidate.createdAt),
    decided_utc: candidate.decidedAt === null ? null : formatTime(candidate.decidedAt),
    made_id: candidate.madeId,
  };
}
