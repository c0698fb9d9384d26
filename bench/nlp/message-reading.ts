import { EmbeddedModerator } from '../../packages/server/src/adapters/moderation/embedded-moderator.ts';
import { sentimentOf } from '../../packages/server/src/adapters/embedded/sentiment.ts';
import { EldIdentifier } from '../../packages/server/src/adapters/language/eld-identifier.ts';
import { analyseMessage } from '../../packages/server/src/core/nlp/analyse-message.ts';
import { findDetails } from '../../packages/server/src/core/nlp/extract/find-details.ts';
import { scoreFrustration } from '../../packages/server/src/core/nlp/frustration/score-frustration.ts';
import { scoreHumanRequest } from '../../packages/server/src/core/nlp/human-request/score-human-request.ts';
import { chooseLanguage } from '../../packages/server/src/core/nlp/language/choose-language.ts';
import { findPolicyTopic } from '../../packages/server/src/core/nlp/policy-topic/find-policy-topic.ts';
import type { Measure, Row } from './measure.ts';
import { counts, percent, rates, readRows, tally } from './read-rows.ts';

const FRUSTRATED = 0.75;
const LANGUAGES = ['en', 'es', 'fr', 'de', 'pt', 'it', 'nl'];
const WARM_UP = 500;
const TIMED = 4000;

/** Topics that always go to a person. */
export const policyTopics: Measure = {
  name: 'policy-topics',
  needsData: false,
  async run(): Promise<readonly Row[]> {
    const rows = await readRows('policy-topics');
    const topics = [...new Set(rows.map(([topic]) => topic ?? ''))].filter((topic) => topic !== 'none');
    const any = tally(
      rows,
      ([topic]) => topic !== 'none',
      ([, , text]) => findPolicyTopic(text ?? '') !== null,
    );
    return [
      {
        label: 'any topic: P / R / F1',
        value: rates(any),
        counts: counts(any),
        reference: 'keywords: 85 / 79 / 82 %',
      },
      ...topics.map((name): Row => {
        const one = tally(
          rows,
          ([topic]) => topic === name,
          ([, , text]) => findPolicyTopic(text ?? '')?.topic === name,
        );
        return { label: name, value: rates(one), counts: counts(one), reference: '' };
      }),
    ];
  },
};

export const moderation: Measure = {
  name: 'moderation',
  needsData: false,
  async run(): Promise<readonly Row[]> {
    const moderator = new EmbeddedModerator();
    const { signal } = new AbortController();
    const rows = await Promise.all(
      (await readRows('moderation')).map(async ([tag = '', text = '']) => ({
        tag,
        tags: (await moderator.moderate(text, 'paranoid', signal)).tags,
      })),
    );
    const any = tally(
      rows,
      ({ tag }) => tag !== 'none',
      ({ tags }) => tags.length > 0,
    );
    const names = [...new Set(rows.map(({ tag }) => tag))].filter((tag) => tag !== 'none');
    return [
      { label: 'flagged: P / R / F1', value: rates(any), counts: counts(any), reference: '' },
      ...names.map((name): Row => {
        const one = tally(
          rows,
          ({ tag }) => tag === name,
          ({ tags }) => tags.includes(name),
        );
        return { label: name, value: rates(one), counts: counts(one), reference: '' };
      }),
    ];
  },
};

/** Authored dialogues, at the default threshold and by how well the scores order them. */
export const frustration: Measure = {
  name: 'frustration',
  needsData: false,
  async run(): Promise<readonly Row[]> {
    const rows = (await readRows('frustration')).map(([label = '', messages = '']) => ({
      frustrated: label === 'frustrated',
      score: scoreFrustration(messages.split(' | '), { sentiment: sentimentOf }),
    }));
    const result = tally(
      rows,
      ({ frustrated }) => frustrated,
      ({ score }) => score >= FRUSTRATED,
    );
    const [high, low] = [true, false].map((which) => rows.filter(({ frustrated }) => frustrated === which));
    const pairs = (high ?? []).flatMap((a) =>
      (low ?? []).map((b) => (a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0)),
    );
    const ordered = pairs.reduce((sum: number, value) => sum + value, 0);
    return [
      {
        label: 'last message, at 0.75: P / R / F1',
        value: rates(result),
        counts: counts(result),
        reference: '',
      },
      {
        label: 'AUROC',
        value: percent(ordered, pairs.length),
        counts: `${pairs.length} pairs`,
        reference: '',
      },
    ];
  },
};

export const language: Measure = {
  name: 'language',
  needsData: false,
  async run(): Promise<readonly Row[]> {
    const rows = await readRows('languages');
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const eld = new EldIdentifier();
    await eld.load();
    const loading = performance.now() - start;
    const memory = (process.memoryUsage().rss - before) / 1e6;
    const right = (identify: typeof eld.identifier): Row['value'] =>
      percent(
        rows.filter(([code, text]) => chooseLanguage(text ?? '', null, LANGUAGES, identify) === code).length,
        rows.length,
      );
    return [
      {
        label: 'short messages, small words and eld',
        value: right(eld.identifier),
        counts: `${rows.length} texts`,
        reference: 'commands: 90.5 %',
      },
      {
        label: 'short messages, small words alone',
        value: right(null),
        counts: `${rows.length} texts`,
        reference: '',
      },
      { label: 'eld: time to load', value: `${loading.toFixed(0)} ms`, counts: 'once', reference: '' },
      { label: 'eld: memory', value: `${memory.toFixed(0)} MB`, counts: 'once', reference: '106 MB' },
    ];
  },
};

export const details: Measure = {
  name: 'details',
  needsData: false,
  async run(): Promise<readonly Row[]> {
    const rows = (await readRows('details')).map(([text = '', wanted = '']) => ({
      found: findDetails(text).map(({ kind, value }) => `${kind}=${value}`),
      wanted: wanted.split('; ').filter((each) => each !== ''),
    }));
    const wanted = rows.flatMap((row) => row.wanted).length;
    const right = rows.flatMap((row) => row.wanted.filter((each) => row.found.includes(each))).length;
    const found = rows.flatMap((row) => row.found).length;
    const result = { right, missed: wanted - right, wrong: found - right, passed: 0 };
    return [
      {
        label: 'details: P / R / F1',
        value: rates(result),
        counts: `${right} of ${wanted}, ${found} found`,
        reference: '',
      },
    ];
  },
};

/** Time per message, one after the other on one core. */
export const messageTime: Measure = {
  name: 'message-time',
  needsData: false,
  async run(): Promise<readonly Row[]> {
    const files = await Promise.all(['human-request', 'policy-topics', 'moderation'].map(readRows));
    const texts = files.flat().map((row) => row.at(-1) ?? '');
    const moderator = new EmbeddedModerator();
    const { signal } = new AbortController();
    const work: Record<string, (text: string, index: number) => void> = {
      'request for a person': (text) => scoreHumanRequest(text),
      'policy topic': (text) => findPolicyTopic(text),
      frustration: (text, index) =>
        scoreFrustration([...earlier(texts, index), text], { sentiment: sentimentOf }),
      details: (text) => findDetails(text),
      moderation: (text) => void moderator.moderate(text, 'paranoid', signal),
      'everything (analyseMessage)': (text, index) =>
        analyseMessage({ text, before: earlier(texts, index), language: 'en' }, { sentiment: sentimentOf }),
    };
    return Object.entries(work).map(([label, run]) => timed(label, texts, run));
  },
};

function earlier(texts: readonly string[], index: number): readonly string[] {
  return texts.slice(Math.max(0, index - 4), index);
}

function timed(label: string, texts: readonly string[], run: (text: string, index: number) => void): Row {
  const took: number[] = [];
  for (let count = 0; count < WARM_UP + TIMED; count += 1) {
    const index = count % texts.length;
    const start = performance.now();
    run(texts[index] ?? '', index);
    if (count >= WARM_UP) took.push(performance.now() - start);
  }
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(3);
  return {
    label,
    value: `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`,
    counts: `${TIMED} messages`,
    reference: 'all: p95 <= 1 ms',
  };
}
