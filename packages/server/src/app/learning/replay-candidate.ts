import { setImmediate } from 'node:timers/promises';
import type { CandidateReplay, ReplayedQuestion } from '@baton/protocol';
import type { CandidateRecord } from '../../core/behaviour/candidate-record.ts';
import { cannedCandidates } from '../../core/canned/canned-candidates.ts';
import { LIKELY_MEANT, SURELY_MEANT, nearestTemplate } from '../../core/canned/nearest-template.ts';
import { generalResponses } from '../../core/canned/general-responses.ts';
import { nearestFirst } from '../../core/canned/nearest-first.ts';
import { makeLearnt } from '../../core/learning/make-learnt.ts';
import type { Learnt } from '../../core/learning/make-learnt.ts';
import { SURE } from '../../core/nlp/match/match-bands.ts';
import { shorten } from '../../core/package/shorten.ts';
import type { AgentBehaviour } from '../../engine/behaviour.ts';
import type { TurnContext } from '../../engine/turn-context.ts';
import { NO_TRACE } from '../../engine/turn-trace.ts';
import { ARTICLE_NEAR } from '../../ports/article-search.ts';
import type { AgentRecord } from '../../ports/directory-store.ts';
import type { App } from '../app.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';
import { pastQuestions } from './past-questions.ts';
import type { PastQuestion } from './past-questions.ts';

export interface ReplayParts {
  readonly app: App;
  readonly behaviours: Behaviours;
}

/** Answers a question by what an agent knows; null when that says nothing to it. */
type Answering = (question: PastQuestion) => Promise<string | null>;

/** Further ones are none the candidate could answer; each is answered twice. */
const MOST_ANSWERED = 120;
const MOST_EXAMPLES = 20;
const LONGEST_ANSWER = 300;
const LONGEST_QUESTION = 500;
/** Microseconds; what is not looked at by then is not told of. */
const TIME_LIMIT = 20_000_000;

/**
 * What approval of a candidate would change: past questions of the agent's customers answered by what it knows, with
 * the candidate and without it, in the way a turn looks for an answer. Those nearest to it are tried; the others
 * count as unchanged.
 */
export async function replayCandidate(
  parts: ReplayParts,
  agent: AgentRecord,
  candidate: CandidateRecord,
): Promise<CandidateReplay> {
  const { app, behaviours } = parts;
  const until = app.clock.now() + TIME_LIMIT;
  // What it would answer is no news where it was answered.
  const asked = (await pastQuestions(app, agent.id)).filter(({ sessionId, offset }) => {
    const { session_id: own, question_offset: first } = candidate.source;
    return sessionId !== own || offset !== first;
  });
  const near = await nearest(app, candidate, asked);
  const learnt = makeLearnt(candidate, app.clock.now());
  const behaviour = behaviours.of(agent);
  const before = answering(app, agent, behaviour, learnt.kind);
  const taught = withLearnt(behaviour, learnt);
  // Both are judged by meaning, or both by words.
  if (learnt.kind === 'article') await app.articleSearch.prepare(taught.articles).catch(() => undefined);
  const after = answering(app, agent, taught, learnt.kind);
  const replayed: ReplayedQuestion[] = [];
  for (const question of near) {
    if (app.clock.now() > until) break;
    const [old, fresh] = [await before(question), await after(question)];
    replayed.push({
      session_id: question.sessionId,
      offset: question.offset,
      question: shorten(question.text, LONGEST_QUESTION),
      before: old,
      after: fresh,
      changed: old !== fresh,
    });
    await setImmediate();
  }
  const far = asked.length - near.length;
  const changed = replayed.filter((each) => each.changed).length;
  return { questions: replayed.length + far, changed, examples: examplesOf(replayed) };
}

/** Those that would change first; of each the nearest. */
function examplesOf(replayed: readonly ReplayedQuestion[]): ReplayedQuestion[] {
  const changed = replayed.filter((each) => each.changed);
  const same = replayed.filter((each) => !each.changed && (each.before !== null || each.after !== null));
  return [...changed, ...same].slice(0, MOST_EXAMPLES);
}

/** By meaning where there is an encoder: the questions are searched as if they were articles. */
async function nearest(
  { articleSearch }: App,
  { content, kind }: CandidateRecord,
  questions: readonly PastQuestion[],
): Promise<PastQuestion[]> {
  const articles = questions.map(({ text }, index) => ({
    id: String(index),
    title: text,
    body: '',
    url: null,
  }));
  await articleSearch.prepare(articles).catch(() => undefined);
  const wanted = kind === 'guideline' ? content.title.replace(/^the customer asks:\s*/i, '') : content.title;
  const found = await articleSearch.search(articles, wanted, MOST_ANSWERED);
  return found.flatMap(({ article }) => questions[Number(article.id)] ?? []);
}

function withLearnt(behaviour: AgentBehaviour, learnt: Learnt): AgentBehaviour {
  switch (learnt.kind) {
    case 'article':
      return { ...behaviour, articles: [...behaviour.articles, learnt.record] };
    case 'canned_response':
      return { ...behaviour, cannedResponses: [...behaviour.cannedResponses, learnt.record] };
    case 'guideline':
      return {
        ...behaviour,
        guidelines: [...behaviour.guidelines, { ...learnt.record, tools: [], binding: {} }],
      };
  }
}

function answering(app: App, agent: AgentRecord, behaviour: AgentBehaviour, kind: Learnt['kind']): Answering {
  switch (kind) {
    case 'article':
      return (question) => byArticle(app, behaviour, question);
    case 'canned_response':
      return async (question) => byTemplate(agent, behaviour, question);
    case 'guideline':
      return (question) => byGuideline(app, agent, behaviour, question);
  }
}

async function byArticle(
  { articleSearch }: App,
  { articles }: AgentBehaviour,
  { text }: PastQuestion,
): Promise<string | null> {
  const [best] = await articleSearch.search(articles, text, 1);
  if (best === undefined || best.score < ARTICLE_NEAR) return null;
  return shorten(`${best.article.title}: ${best.passage}`, LONGEST_ANSWER);
}

/** As the embedded composer chooses one for what the customer said; a free agent never says one. */
function byTemplate(
  { compositionMode }: AgentRecord,
  { cannedResponses }: AgentBehaviour,
  { text }: PastQuestion,
): string | null {
  if (compositionMode === 'fluid') return null;
  const general = generalResponses(cannedResponses);
  const candidates = cannedCandidates({ responses: nearestFirst(general, text), fields: {} });
  const found = nearestTemplate(candidates, '', text);
  const least = compositionMode === 'strict_canned' ? LIKELY_MEANT : SURELY_MEANT;
  return found === null || found.score < least ? null : shorten(found.template.text, LONGEST_ANSWER);
}

async function byGuideline(
  { guidelineMatcher, clock }: App,
  agent: AgentRecord,
  behaviour: AgentBehaviour,
  question: PastQuestion,
): Promise<string | null> {
  if (guidelineMatcher === undefined) return null;
  const guidelines = behaviour.guidelines.filter(({ binding }) => binding.matcher === undefined);
  const { matches } = await guidelineMatcher.match(contextOf(agent, behaviour, question, clock.now()), {
    iteration: 1,
    guidelines,
    journeys: [],
    calls: [],
  });
  const best = matches.find(({ score }) => score >= SURE)?.guideline;
  return best === undefined ? null : shorten(best.say ?? best.action ?? best.condition, LONGEST_ANSWER);
}

/** The question as the first words of a new conversation. */
function contextOf(
  agent: AgentRecord,
  behaviour: AgentBehaviour,
  { sessionId, offset, text }: PastQuestion,
  now: number,
): TurnContext {
  const latest = { type: 'message', author: 'customer', name: '', text, offset } as const;
  return {
    sessionId,
    traceId: '0'.repeat(32),
    agent,
    customer: { id: '', createdAt: now, name: '', metadata: {}, tags: [] },
    behaviour,
    history: [latest],
    latest,
    answeredUpTo: -1,
    instructions: [],
    stretch: null,
    pastStretches: [],
    dealtWith: -1,
    signal: new AbortController().signal,
    variables: [],
    state: {},
    budget: { mostCalls: 0, mostTokens: 0, calls: 0, tokens: 0 },
    trace: NO_TRACE,
  };
}
