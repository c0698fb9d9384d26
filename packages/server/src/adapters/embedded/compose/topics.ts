import type { AgentBehaviour, Guideline } from '../../../engine/behaviour.ts';
import { DOES, topicIn, topicOf } from '../match/behaviour-index.ts';
import { list } from '../plan/question-for.ts';

const MOST_TOPICS = 5;

/** What can be asked for, in a sentence; null when no guideline says. */
export function helpWith(behaviour: AgentBehaviour): string | null {
  const offers = behaviour.guidelines.map((guideline) => titled(guideline, behaviour)).filter(isOffer);
  const topics = [...new Set(offers.map(topicOf))].slice(0, MOST_TOPICS);
  if (topics.length === 0) return null;
  const doing = topics.filter((topic) => DOES.test(topic));
  const about = topics.filter((topic) => !DOES.test(topic));
  if (doing.length === 0) return `I can help you with ${list(about, 'and')}.`;
  if (about.length === 0) return `I can help you ${list(doing, 'and')}.`;
  return `I can help you ${list(doing, 'and')}, and with ${list(about, 'and')}.`;
}

/** A choice between guidelines, as a question. */
export function whichTopic(guidelines: readonly Guideline[], behaviour: AgentBehaviour): string {
  const topics = guidelines.map((guideline) => {
    const topic = topicOf(titled(guideline, behaviour));
    return DOES.test(topic) ? `that you want to ${topic}` : topic;
  });
  if (topics.length === 1) return `I'm not sure that I understood you. Do you mean ${topics.join('')}?`;
  return `I'm not sure which you mean: ${list(topics, 'or')}?`;
}

/** What begins a journey is about what the journey is about. */
export function titled(guideline: Guideline, { journeys }: AgentBehaviour): Guideline {
  const journey = journeys.find(({ triggers }) => triggers.includes(guideline.id));
  if (journey === undefined || guideline.title !== null) return guideline;
  return { ...guideline, title: lowerFirst(journey.title) };
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/**
 * Whether a guideline is something that can be asked for: it has a title, or tools and a condition that tells the
 * subject. The others say how to behave, and what their authors call the customer is not for him to read.
 */
export function isOffer(guideline: Guideline): boolean {
  if (guideline.title !== null) return true;
  return (
    guideline.tools.length > 0 &&
    topicIn(guideline.condition) !== null &&
    !/human|person|handoff|hand over|transfer|representative/i.test(guideline.condition)
  );
}
