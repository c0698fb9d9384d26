import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { renderSections } from '../../core/prompt/prompt-sections.ts';
import type { PromptSection } from '../../core/prompt/prompt-sections.ts';
import type { Model, ModelBudget } from '../../ports/model.ts';
import type { SummaryRequest, SummaryWriter, WrittenSummary } from '../../ports/summary-writer.ts';
import { DATA_RULES } from '../model-stages/prompt/data-rules.ts';

/* Characters: some 4,000 tokens with everything full. */
const BEGINNING = 2500;
const CONVERSATION = 11_000;
const OF_ONE_MESSAGE = 1500;
const TOOLS = 3000;
const OF_ONE_TOOL = 800;
const BEGINNING_LINES = 4;
const MOST_OUTPUT_TOKENS = 2000;
/** Of one call and its repetitions. */
const MOST_TOKENS = 20_000;
const MOST_CALLS = 1;

const WrittenSchema: z.ZodType<WrittenSummary> = z.object({
  wants: z.string().min(1).max(400),
  tried: z.string().max(400).nullable(),
  open: z.string().max(400).nullable(),
  intent: z.string().max(200).nullable(),
});

const SYSTEM = [
  'A customer is being handed over from an AI assistant to a person of the company. Write what that person reads',
  'first, in English, a single plain sentence of at most 30 words each:',
  '"wants": what the customer wants, beginning with "The customer".',
  '"tried": what was tried and what came of it, beginning with "The AI" or "The customer"; null if nothing was.',
  '"open": what is not answered yet, beginning with "Open:"; null if nothing is.',
  '"intent": what it is about, in two to five words.',
  'Say only what stands in the conversation. Write names, numbers, codes, dates and amounts exactly as they stand',
  'there, or leave them out. Never say that something was promised, agreed or approved. No advice, no judgement.',
  'In the sections, from: customer, ai, or operator (a person of the company).',
  DATA_RULES,
].join('\n');

/** Writes the summary with a language model, in one call. */
export class ModelSummaryWriter implements SummaryWriter {
  readonly #model: Model;
  readonly #newCode: () => string;

  constructor(model: Model, newCode: () => string = () => randomBytes(8).toString('hex')) {
    this.#model = model;
    this.#newCode = newCode;
  }

  async write({ lines, tools, signal }: SummaryRequest): Promise<WrittenSummary> {
    const code = this.#newCode();
    const budget: ModelBudget = { mostCalls: MOST_CALLS, mostTokens: MOST_TOKENS, calls: 0, tokens: 0 };
    const { value } = await this.#model.structured({
      purpose: 'summarise',
      system: SYSTEM,
      messages: [{ role: 'user', content: contentOf(sectionsOf(lines, tools), code) }],
      mostOutputTokens: MOST_OUTPUT_TOKENS,
      signal,
      budget,
      schema: WrittenSchema,
    });
    // Nothing that is asked for has the code in it: the answer repeats its own prompt.
    if (JSON.stringify(value).includes(code)) throw new Error('the summary shows its prompt');
    return value;
  }
}

function contentOf(sections: readonly PromptSection[], code: string): string {
  return `CODE ${code}\n${renderSections(sections, code)}\nWrite the summary.`;
}

function sectionsOf(
  lines: SummaryRequest['lines'],
  tools: SummaryRequest['tools'],
): readonly PromptSection[] {
  const entries = lines.map(({ from, text }) => ({ from, text }));
  return [
    {
      name: 'beginning',
      entries: entries.slice(0, BEGINNING_LINES),
      most: BEGINNING,
      mostEach: OF_ONE_MESSAGE,
    },
    {
      name: 'conversation',
      entries: entries.slice(BEGINNING_LINES),
      most: CONVERSATION,
      mostEach: OF_ONE_MESSAGE,
      leaveOut: 'first',
    },
    {
      name: 'results',
      entries: tools.map(({ tool, result }) => ({ tool, result })),
      most: TOOLS,
      mostEach: OF_ONE_TOOL,
      leaveOut: 'first',
    },
  ];
}
