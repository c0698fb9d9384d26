import type { MessageData } from '@baton/protocol';
import type { EventRecord } from '../core/log/event-record.ts';
import type { DetailOptions } from '../core/nlp/extract/find-details.ts';
import type { App } from './app.ts';

const MOST_TEXTS = 60;

/** What libraries find in the customer's messages, for the context package; nothing when they do not answer in time. */
export async function analyseTexts(
  { textAnalyser }: App,
  events: readonly EventRecord[],
): Promise<{ language?: string; details?: DetailOptions }> {
  const texts = events
    .filter(({ kind, source }) => kind === 'message' && source === 'customer')
    .slice(-MOST_TEXTS)
    .map(({ data }) => (JSON.parse(data) as MessageData).message);
  const analysis = (await textAnalyser?.analyse(texts)) ?? null;
  if (analysis === null) return {};
  const found = new Map(texts.map((text, index) => [text, analysis.details[index] ?? []]));
  return {
    ...(analysis.language?.confident === true && { language: analysis.language.language }),
    details: { finders: [(text) => found.get(text) ?? []] },
  };
}
