import type { Candidate } from '@baton/protocol';
import type { Personal } from '../../core/learning/clean-text.ts';
import { tidyText } from '../../core/learning/clean-text.ts';
import { findExchange } from '../../core/learning/find-exchange.ts';
import { findDetails } from '../../core/nlp/extract/find-details.ts';
import { spokenNames } from '../../core/package/spoken-names.ts';
import type { SessionRecord } from '../../ports/session-store.ts';
import type { App } from '../app.ts';
import { findCustomer } from '../find-customer.ts';
import { readNewest } from '../read-log.ts';

/** A question is looked for in so many events before its answer. */
const READ_EVENTS = 80;

export interface ReadExchange {
  readonly source: Candidate['source'];
  readonly personal: Personal;
}

/** What a person's message answers, and what in both is about this customer alone; null when no person wrote it. */
export async function readExchange(
  app: App,
  session: SessionRecord,
  answerOffset: number,
): Promise<ReadExchange | null> {
  const [events, open] = await Promise.all([
    readNewest(app.sessions, session.id, READ_EVENTS, answerOffset + 1),
    app.sessions.readOpenHandoff(session.id),
  ]);
  const exchange = findExchange(events, answerOffset);
  if (exchange === null) return null;
  const handoff = open ?? (await app.sessions.readLastHandoff(session.id));
  const customer = await findCustomer(app.directory, session.customerId);
  const { question, answer } = exchange;
  const names = [customer.name, exchange.answerer, handoff?.operator?.name ?? ''];
  return {
    source: {
      session_id: session.id,
      handoff_id: handoff?.id ?? null,
      question_offset: exchange.questionOffset,
      answer_offset: answerOffset,
      question,
      answer,
    },
    personal: { names, details: await detailsOf(app, [question, answer].map(tidyText)) },
  };
}

async function detailsOf({ textAnalyser }: App, texts: readonly string[]): Promise<Personal['details']> {
  const analysis = (await textAnalyser?.analyse(texts)) ?? null;
  const found = new Map(texts.map((text, index) => [text, analysis?.details[index] ?? []]));
  return (text) => findDetails(text, { finders: [spokenNames, (each) => found.get(each) ?? []] });
}
