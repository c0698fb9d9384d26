import type { FoundArticle, JsonObject, MessageData, ToolData } from '@baton/protocol';
import type { ArticleRecord } from '../../core/behaviour/article-record.ts';
import { cannedCandidates } from '../../core/canned/canned-candidates.ts';
import { generalResponses } from '../../core/canned/general-responses.ts';
import { nearestFirst } from '../../core/canned/nearest-first.ts';
import { standardFields } from '../../core/canned/standard-fields.ts';
import { FAILED_CALL } from '../../core/failed-call.ts';
import type { HandoffState } from '../../core/handoff/handoff-state.ts';
import type { EventRecord } from '../../core/log/event-record.ts';
import { isPreamble } from '../../core/log/is-preamble.ts';
import type { AgentBehaviour } from '../../engine/behaviour.ts';
import { ARTICLE_NEAR } from '../../ports/article-search.ts';
import type { ReadyText, SaidLine, SuggestRequest, ToolAnswer } from '../../ports/reply-suggester.ts';
import type { App } from '../app.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';
import { readNewest } from '../read-log.ts';

/** What there is to help with one message of a customer. */
export interface Material {
  /** Offset of the customer's newest message; null when he has written none. */
  readonly offset: number | null;
  readonly articles: FoundArticle[];
  /** Null where nothing is to be suggested: nobody asked, or what was asked is withheld. */
  readonly request: Omit<SuggestRequest, 'signal'> | null;
}

const READ_EVENTS = 200;
const MOST_ARTICLES = 3;
/** More than are shown: of equally good ones those in the customer's language come first. */
const LOOKED_AT = 8;
const OWN_LANGUAGE = 0.1;
/** Of many lines in a row the last say what is wanted; a search takes longer with every word. */
const LONGEST_QUESTION = 1000;
const LONGEST_LINE = 4000;
const MOST_ANSWERS = 20;
const LONGEST_ANSWER = 20_000;
const MOST_REPLIES = 30;
const LONGEST_TITLE = 80;

export interface MaterialParts {
  readonly app: Pick<App, 'sessions' | 'directory' | 'articleSearch'>;
  readonly behaviours: Behaviours;
}

/** All that a reply to a customer's newest message can be made of. Null when the session or its agent is gone. */
export async function gatherMaterial(
  { app, behaviours }: MaterialParts,
  handoff: HandoffState,
): Promise<Material | null> {
  const session = await app.sessions.readSession(handoff.sessionId);
  if (session === null) return null;
  const agent = await app.directory.readAgent(session.agentId);
  if (agent === null) return null;
  const events = await readNewest(app.sessions, session.id, READ_EVENTS);
  const newest = events.findLast(({ kind, source }) => kind === 'message' && source === 'customer');
  if (newest === undefined) return { offset: null, articles: [], request: null };
  const { offset } = newest;
  const lines = events.flatMap(lineOf);
  const question = questionIn(lines, offset);
  if (question === '') return { offset, articles: [], request: null };

  const behaviour = behaviours.of(agent);
  const { language } = handoff.package;
  const found = await findArticles(app, behaviours.articlesOf(agent), question, language);
  const names = {
    customer: handoff.customer.name,
    operator: handoff.operator?.name ?? '',
    agent: agent.name,
  };
  const request = {
    agent: agent.name,
    operator: names.operator,
    question,
    language,
    lines,
    articles: found,
    texts: [
      ...cannedReplies(behaviours, handoff.requirements.department, names, question),
      ...cannedResponses(behaviour, names, question),
    ],
    answers: events.flatMap(answersIn).slice(-MOST_ANSWERS),
  };
  const articles = found.map(({ article, passage, score }) => ({
    article_id: article.id,
    title: article.title,
    url: article.url,
    passage,
    score: Math.round(score * 100) / 100,
  }));
  return { offset, articles, request };
}

/** What was said, without what the desk says and what moderation has flagged. */
function lineOf(event: EventRecord): SaidLine[] {
  if (event.kind !== 'message' || event.source === 'system' || isPreamble(event)) return [];
  const { message, flagged } = JSON.parse(event.data) as MessageData;
  if (flagged === true || typeof message !== 'string' || message.trim() === '') return [];
  const { offset } = event;
  return [{ from: speakerOf(event), text: message.slice(0, LONGEST_LINE).toWellFormed(), offset }];
}

function speakerOf({ source }: EventRecord): SaidLine['from'] {
  if (source === 'customer' || source === 'customer_ui') return 'customer';
  return source === 'ai_agent' ? 'ai' : 'operator';
}

/** A customer who sends three lines in a row means all three. Empty when the newest is withheld. */
function questionIn(lines: readonly SaidLine[], newest: number): string {
  const last = lines.findLastIndex(({ offset }) => offset === newest);
  if (last < 0) return '';
  const before = lines.slice(0, last + 1).findLastIndex(({ from }) => from !== 'customer');
  const asked = lines.slice(before + 1, last + 1).map(({ text }) => text);
  return asked.join('\n').slice(-LONGEST_QUESTION);
}

async function findArticles(
  { articleSearch }: MaterialParts['app'],
  articles: readonly ArticleRecord[],
  question: string,
  language: string | null,
): Promise<SuggestRequest['articles']> {
  const found = await articleSearch.search(articles, question, LOOKED_AT);
  const written = new Map(articles.map((article) => [article.id, article.language]));
  const rank = (each: { score: number; language: string | null }): number =>
    each.score + (each.language !== null && each.language === language ? OWN_LANGUAGE : 0);
  return found
    .filter(({ score }) => score >= ARTICLE_NEAR)
    .map((each) => ({ ...each, language: written.get(each.article.id) ?? null }))
    .toSorted((a, b) => rank(b) - rank(a))
    .slice(0, MOST_ARTICLES);
}

interface Names {
  readonly customer: string;
  readonly operator: string;
  readonly agent: string;
}

/** What operators send often, those of the department and those for all. */
function cannedReplies(
  behaviours: Behaviours,
  department: string,
  names: Names,
  question: string,
): readonly ReadyText[] {
  const own = behaviours
    .list('canned_reply')
    .filter((reply) => reply.department === null || reply.department === department)
    .map(({ id, title, shortcut, text, language }) => ({
      ...{ kind: 'canned_reply' as const, id, title, language },
      text: text.replace(/\{\{\s*(customer|operator|agent)\s*\}\}/g, (_, name: keyof Names) => names[name]),
      signals: [title, shortcut.replace(/[-_]+/g, ' ')],
    }));
  return nearestFirst(
    own.map((reply) => ({ reply, value: reply.text, signals: reply.signals })),
    question,
  )
    .slice(0, MOST_REPLIES)
    .map(({ reply }) => reply);
}

/** The agent's responses that need nothing but names to be said. */
function cannedResponses(
  behaviour: AgentBehaviour,
  { customer, agent }: Names,
  question: string,
): readonly ReadyText[] {
  const general = generalResponses(behaviour.cannedResponses);
  const fields: JsonObject = standardFields({
    customer: { name: customer },
    agent: { name: agent },
    variables: [],
    terms: behaviour.terms,
  });
  return cannedCandidates({ responses: nearestFirst(general, question), fields })
    .filter(({ generative }) => generative.length === 0)
    .map(({ id, text, signals }) => ({
      ...{ kind: 'canned_response' as const, id, text, signals, language: null },
      title: signals[0] ?? text.slice(0, LONGEST_TITLE).toWellFormed(),
    }));
}

function answersIn(event: EventRecord): ToolAnswer[] {
  if (event.kind !== 'tool' || event.data.length > LONGEST_ANSWER) return [];
  const { tool_calls: calls } = JSON.parse(event.data) as ToolData;
  return calls
    .filter(({ result }) => result.data !== FAILED_CALL)
    .map(({ tool_id: tool, result }) => ({ tool, data: result.data, offset: event.offset }));
}
