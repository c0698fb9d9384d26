import type { JsonObject } from '@baton/protocol';
import type { CannedCandidate } from '../core/canned/canned-candidate.ts';
import { cannedCandidates, transientResponses } from '../core/canned/canned-candidates.ts';
import { generalResponses } from '../core/canned/general-responses.ts';
import { nearestFirst } from '../core/canned/nearest-first.ts';
import { standardFields } from '../core/canned/standard-fields.ts';
import { sayMoment } from '../core/handoff/texts/say-moment.ts';
import { compositionMode } from '../core/message/composition-mode.ts';
import type { CompositionInput, HandoffNotice, MissingArgument, TeamFacts } from '../ports/engine-stages.ts';
import { AUTHOR_TIMEOUT_MS } from './author-code.ts';
import type { Retrieval } from './binding.ts';
import { isJourneyGuideline, nodeIdOf } from './journey-guideline.ts';
import type { Prepared } from './prepare-answer.ts';
import type { TransientGuideline } from './tool-definition.ts';
import type { TurnScope } from './turn-scope.ts';

const MOST_INSTRUCTIONS = 50;

/** All that an answer is composed from. */
export async function gatherComposition(
  scope: TurnScope,
  prepared: Prepared,
  retrieved: readonly Retrieval[],
  handoff: HandoffNotice | null,
): Promise<CompositionInput> {
  const { context, matches, calls, missing } = prepared;
  const mode = compositionMode(
    context.agent.compositionMode,
    matches.map(({ guideline }) => guideline.compositionMode),
  );
  const sources = [...calls.map(({ result }) => result), ...retrieved];
  return {
    matches,
    calls,
    missing,
    handoff,
    team: teamFacts(scope),
    state: context.state,
    mode,
    canned: mode === 'fluid' ? [] : await gatherCanned(scope, prepared, sources),
    retrieved: retrieved.map(({ data }) => data),
    instructions: sources
      .flatMap(({ guidelines }) => guidelines ?? [])
      .filter(isInstruction)
      .slice(0, MOST_INSTRUCTIONS),
    onText: null,
  };
}

/** Of the department to which this agent's requests go. */
function teamFacts({ app, session }: TurnScope): TeamFacts {
  const { id } = app.staff.departmentOfAgent(session.agentId);
  const now = app.clock.now();
  const open = app.staff.isOpen(id, now);
  const opensAt = open ? null : app.staff.opensAt(id, now);
  return {
    open,
    here: open && app.lines.statusOf(id, now).operators_present > 0,
    opens: opensAt === null ? null : sayMoment(opensAt, now, app.staff.hoursOf(id)?.zone ?? null, 'en'),
  };
}

async function gatherCanned(
  scope: TurnScope,
  { context, matches, missing }: Prepared,
  sources: readonly Partial<Retrieval>[],
): Promise<readonly CannedCandidate[]> {
  const own = matches.flatMap(({ guideline }) =>
    isJourneyGuideline(guideline)
      ? [...guideline.tags]
      : [`guideline:${guideline.id}`, ...guideline.tags.filter((tag) => tag.startsWith('journey:'))],
  );
  const applying = new Set(own);
  const bound = context.behaviour.cannedResponses.filter(({ tags }) => tags.some((tag) => applying.has(tag)));
  const general = generalResponses(context.behaviour.cannedResponses).filter(
    (response) => !bound.includes(response),
  );
  const transient = transientResponses(
    sources
      .flatMap(({ cannedResponses }) => cannedResponses ?? [])
      .filter((text) => typeof text === 'string'),
  );
  const provided = await providedFields(
    scope,
    matches.map(({ guideline }) => guideline),
  );
  const fields: JsonObject = Object.assign(
    {},
    ...sources.map(({ cannedResponseFields }) => cannedResponseFields ?? {}),
    ...provided,
    standardFields({
      customer: context.customer,
      agent: context.agent,
      variables: context.variables,
      terms: context.behaviour.terms,
      missing: missing.filter(({ invalid }) => invalid !== true).map(nameOfParameter),
      invalid: missing.filter(({ invalid }) => invalid === true).map(nameOfParameter),
    }),
  ) as JsonObject;
  const about = [
    context.latest?.text ?? '',
    ...matches.flatMap(({ guideline: { action, say } }) => [action ?? '', say ?? '']),
  ].join('\n');
  const boundIds = new Set(bound.map(({ id }) => id));
  const candidates = cannedCandidates({
    responses: [...bound, ...transient, ...nearestFirst(general, about)],
    fields,
  });
  return candidates.map((candidate) =>
    boundIds.has(candidate.id) ? { ...candidate, bound: true } : candidate,
  );
}

function nameOfParameter({ tool, parameter }: MissingArgument): string {
  return tool.options?.[parameter]?.displayName ?? parameter;
}

function providedFields(
  { author, context }: TurnScope,
  guidelines: readonly Prepared['matches'][number]['guideline'][],
): Promise<readonly JsonObject[]> {
  return Promise.all(
    guidelines.map(async ({ id, binding }) => {
      const provide = binding.fieldProvider;
      if (provide === undefined) return {};
      return (await author.attempt(`fields of ${id}`, AUTHOR_TIMEOUT_MS, () => provide(context))) ?? {};
    }),
  );
}

function isInstruction(guideline: TransientGuideline): boolean {
  return typeof guideline?.action === 'string' && guideline.action.trim() !== '';
}

/** What applied, by id, for the turn's last event. */
export function matchedParts({ matches, walk }: Prepared): {
  guidelines: readonly string[];
  journeys: readonly string[];
  states: readonly string[];
} {
  const guidelines = matches.map(({ guideline }) => guideline);
  return {
    guidelines: guidelines.filter((each) => !isJourneyGuideline(each)).map(({ id }) => id),
    journeys: walk.active.map(({ id }) => id),
    states: guidelines.filter(isJourneyGuideline).map(nodeIdOf),
  };
}
