import type { ArticleRecord } from '../behaviour/article-record.ts';
import type { CandidateRecord } from '../behaviour/candidate-record.ts';
import type { GuidelineRecord } from '../behaviour/guideline-record.ts';
import type { CannedResponse } from '../behaviour/knowledge.ts';
import { contentId } from '../content-id.ts';
import { guessLanguage } from '../nlp/guess-language.ts';

/** What the AI learns from a candidate. */
export type Learnt =
  | { readonly kind: 'article'; readonly record: ArticleRecord }
  | { readonly kind: 'canned_response'; readonly record: CannedResponse }
  | { readonly kind: 'guideline'; readonly record: GuidelineRecord };

/** What an instruction to the AI begins with; other texts are words for the customer. */
const INSTRUCTS =
  /^(?:please )?(?:tell|inform|explain|say|state|ask|offer|apologi[sz]e|thank|greet|remind|assure|confirm|mention|answer|reply|respond|let|check|look up|use|call|hand over|transfer|never|always|do not|don['’]t|make sure|suggest|recommend|direct|refer|point)\b/i;
const LONGEST_EXAMPLE = 1000;
/** Signs that begin something in a template. */
const TEMPLATE_SIGNS = /\{(?=[{%#])/g;

/** A template that says just this. */
export function asTemplate(text: string): string {
  return text.replace(TEMPLATE_SIGNS, '{ ');
}

/** The same candidate makes the same record at the same time. */
export function makeLearnt({ id, kind, agentId, content }: CandidateRecord, at: number): Learnt {
  const madeId = contentId('learnt', id);
  const tags = [`agent:${agentId}`];
  const metadata = { candidate_id: id };
  const { title, text } = content;
  switch (kind) {
    case 'article':
      return {
        kind,
        record: {
          id: madeId,
          createdAt: at,
          updatedAt: at,
          title,
          body: text,
          url: null,
          tags,
          language: guessLanguage(text),
          path: null,
        },
      };
    case 'canned_response':
      return {
        kind,
        record: {
          id: madeId,
          createdAt: at,
          value: asTemplate(text),
          fields: [],
          tags,
          signals: [title],
          metadata,
          fieldDependencies: [],
        },
      };
    case 'guideline':
      return { kind, record: guidelineOf(madeId, at, { title, text, tags, metadata }) };
  }
}

function guidelineOf(
  id: string,
  at: number,
  from: Pick<GuidelineRecord, 'tags' | 'metadata'> & {
    readonly title: string;
    readonly text: string;
  },
): GuidelineRecord {
  const example = exampleIn(from.title);
  return {
    id,
    createdAt: at,
    condition: from.title,
    action: from.text,
    description: null,
    title: null,
    criticality: 'medium',
    enabled: true,
    tags: from.tags,
    metadata: from.metadata,
    compositionMode: null,
    track: true,
    labels: [],
    priority: 0,
    toolIds: [],
    say: INSTRUCTS.test(from.text) ? null : from.text,
    examples: example === null ? [] : [example],
  };
}

/** What a customer says when the condition holds, where the condition quotes it. */
function exampleIn(condition: string): string | null {
  const quoted = /^the customer asks:\s*(.+)$/is.exec(condition)?.[1]?.trim() ?? '';
  return quoted === '' ? null : quoted.slice(0, LONGEST_EXAMPLE).toWellFormed();
}

/** Whether what was made has been changed since, by hand or because something it named has gone. */
export function isUnchanged(learnt: Learnt, now: object): boolean {
  return canonical(learnt.record) === canonical(now);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
