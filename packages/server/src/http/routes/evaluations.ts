import { CreateEvaluationSchema, EvaluationSchema } from '@baton/protocol';
import type { CreateEvaluation, EvaluationPayload, GuidelinePayload } from '@baton/protocol';
import { z } from 'zod';
import { evaluationView } from '../behaviour-views.ts';
import { Problem, itemNotFound, unprocessable } from '../problem.ts';
import { intParam } from '../query.ts';
import { route } from '../server-parts.ts';
import type { ServerParts } from '../server-parts.ts';

const DEFAULT_WAIT_S = 60;
const LONGEST_WAIT_S = 3600;
const ReadQuerySchema = z.object({
  wait_for_completion: intParam('Seconds to wait for its end; 0 never waits. Default 60.', {
    min: 0,
    max: LONGEST_WAIT_S,
  }),
});

export function evaluationRoutes(parts: ServerParts): void {
  parts.server.addHook('preClose', async () => {
    parts.evaluations.endWaits();
  });
  creating(parts);
  reading(parts);
}

function creating(parts: ServerParts): void {
  route(parts, {
    method: 'POST',
    path: '/evaluations',
    operation: 'behaviour.write',
    tag: 'evaluations',
    summary: 'Have guidelines checked in the background before they are made or changed',
    body: CreateEvaluationSchema,
    response: EvaluationSchema,
    status: 201,
    refusals: [503],
    async handle({ body }) {
      const evaluation = await parts.evaluations.submit(payloadsOf(body));
      if (evaluation !== null) return evaluationView(evaluation);
      throw new Problem(
        503,
        { detail: 'Too many evaluations wait already; nothing was stored. Try again later.' },
        { 'retry-after': '5' },
      );
    },
  });
}

function payloadsOf({ payloads }: CreateEvaluation): EvaluationPayload[] {
  if (payloads.length === 0) throw unprocessable('No payloads provided for the evaluation task.');
  return payloads.map(({ guideline }) => {
    if (guideline === null || guideline === undefined)
      throw unprocessable("A payload of the kind 'guideline' needs 'guideline'.");
    return { kind: 'guideline', guideline: checked(guideline) };
  });
}

function checked(guideline: GuidelinePayload): GuidelinePayload {
  const whole = {
    ...guideline,
    content: { condition: guideline.content.condition, action: guideline.content.action ?? null },
    updated_id: guideline.updated_id ?? null,
    action_proposition: guideline.action_proposition ?? false,
    properties_proposition: guideline.properties_proposition ?? false,
    journey_node_proposition: guideline.journey_node_proposition ?? false,
  };
  if (!whole.action_proposition && !whole.properties_proposition && !whole.journey_node_proposition)
    throw unprocessable(
      'At least one of action_proposition, properties_proposition or journey_node_proposition must be enabled',
    );
  if (whole.operation === 'update' && whole.updated_id === null)
    throw unprocessable("An 'update' needs 'updated_id', the guideline it replaces.");
  return whole;
}

function reading(parts: ServerParts): void {
  route(parts, {
    method: 'GET',
    path: '/evaluations/:evaluation_id',
    operation: 'behaviour.read',
    tag: 'evaluations',
    summary: 'Read an evaluation, as a rule once it has ended',
    query: ReadQuerySchema,
    response: EvaluationSchema,
    status: 200,
    refusals: [404, 504],
    async handle({ params, query, reply }) {
      const { evaluations } = parts;
      const id = params['evaluation_id'] ?? '';
      if (evaluations.read(id) === null) throw itemNotFound(id);
      const wait = query.wait_for_completion ?? DEFAULT_WAIT_S;
      if (wait > 0) {
        const gone = new AbortController();
        reply.raw.once('close', () => gone.abort());
        if (!(await evaluations.wait(id, wait * 1000, gone.signal)))
          throw new Problem(504, { detail: 'Request timed out' });
      }
      const evaluation = evaluations.read(id);
      if (evaluation === null) throw itemNotFound(id);
      return evaluationView(evaluation);
    },
  });
}
