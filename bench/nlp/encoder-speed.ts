import { openEncoder, openTable } from '../../packages/encoder/src/index.ts';
import { IntentIndex } from '../../packages/server/src/core/nlp/intent/intent-index.ts';
import type { Encoder } from '../../packages/server/src/ports/encoder.ts';
import { quantile } from '../measure/statistics.ts';
import type { Measure, Row } from './measure.ts';
import { runThrough } from './vectors-of.ts';

const MESSAGES = Array.from(
  { length: 500 },
  (_value, index) => `hello, my order number ${10_000 + index} has not arrived yet, where is it?`,
);
const WARM_UP = 100;
const INTENTS = 150;
const EXAMPLES = 10;
const MEGABYTE = 1e6;

/** What a message costs, one at a time, and what loading costs. */
export const encoderSpeed: Measure = {
  name: 'encoder-speed',
  needsData: false,
  run: async () => {
    const before = process.memoryUsage.rss();
    await using model = await openEncoder();
    const start = performance.now();
    await model.warmUp();
    const loaded = performance.now() - start;
    const held = process.memoryUsage.rss() - before;
    await using table = await openTable();
    return [
      {
        label: `loading ${model.id}`,
        value: `${loaded.toFixed(0)} ms`,
        counts: 'once, thread included',
        reference: '100',
      },
      {
        label: 'memory that it takes',
        value: `${(held / MEGABYTE).toFixed(0)} MB`,
        counts: 'resident, once',
        reference: '105',
      },
      ...(await latencies(model, 'model', '3.0')),
      ...(await latencies(table, 'table', '<= 0.05')),
      await training(model),
    ];
  },
};

async function latencies(encoder: Encoder, label: string, reference: string): Promise<Row[]> {
  const times: number[] = [];
  for (const message of MESSAGES) {
    const start = performance.now();
    await encoder.encode([message]);
    times.push(performance.now() - start);
  }
  const warm = times.slice(WARM_UP);
  const counts = `${warm.length} messages of 20 word pieces`;
  return [
    { label: `a message, ${label}, p50`, value: `${quantile(warm, 0.5).toFixed(3)} ms`, counts, reference },
    {
      label: `a message, ${label}, p95`,
      value: `${quantile(warm, 0.95).toFixed(3)} ms`,
      counts,
      reference: '',
    },
  ];
}

async function training(encoder: Encoder): Promise<Row> {
  const texts = Array.from(
    { length: INTENTS * EXAMPLES },
    (_value, index) => `subject ${index % INTENTS}, case ${index}`,
  );
  const vectors = await encoder.encode(texts);
  const examples = texts.map((text, index) => ({
    owner: String(index % INTENTS),
    text,
    vector: vectors[index] ?? new Float32Array(encoder.dimensions),
  }));
  const before = process.threadCpuUsage();
  runThrough(IntentIndex.build(examples));
  const used = process.threadCpuUsage(before);
  return {
    label: `training a head, ${encoder.dimensions} dimensions`,
    value: `${((used.user + used.system) / 1000).toFixed(0)} ms`,
    counts: `processor time, ${INTENTS} owners, ${EXAMPLES} examples each`,
    reference: '<= 1,500',
  };
}
