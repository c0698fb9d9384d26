import { parseArgs } from 'node:util';
import { availableParallelism, loadavg } from 'node:os';
import { renderTable } from '../report/table.ts';
import { closeEncoders } from './encoders.ts';
import type { Measure } from './measure.ts';
import { MEASURES } from './measures.ts';

const USAGE = `npm run bench:nlp -- [measure …] [--markdown]
measures: ${MEASURES.map(({ name }) => name).join(', ')}; none: all
BATON_NLP_DATA names the folder of data sets; without it the measures that need one are skipped.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    markdown: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const unknown = positionals.filter((name) => !MEASURES.some((measure) => measure.name === name));
if (values.help || unknown.length > 0) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 1);
}

const data = process.env['BATON_NLP_DATA'] ?? null;
// Milliseconds taken on a busy machine say little.
process.stdout.write(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}\n\n`);
try {
  for (const measure of MEASURES) {
    if (positionals.length > 0 && !positionals.includes(measure.name)) continue;
    if (measure.needsData && data === null) {
      process.stdout.write(`${measure.name}: skipped, BATON_NLP_DATA is not set\n\n`);
      continue;
    }
    process.stdout.write(await tableOf(measure));
  }
} finally {
  await closeEncoders();
}

async function tableOf(measure: Measure): Promise<string> {
  const rows = await measure.run(data);
  return renderTable(
    {
      title: measure.name,
      columns: ['figure', 'value', 'taken on', 'reference'],
      rows: rows.map((row) => [row.label, row.value, row.counts, row.reference]),
      notes: [],
    },
    values.markdown ? 'markdown' : 'text',
  );
}
