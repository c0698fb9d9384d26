import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type {
  RecordedConversation,
  RecordedMessage,
} from '../../core/triggers/replay/recorded-conversation.ts';
import { RecordingError } from '../../ports/recordings.ts';
import type { Recordings } from '../../ports/recordings.ts';

const LONGEST_LINE = 4_000_000;
const LONGEST_TEXT = 24_000;

const Line = z.object({
  id: z.string().min(1).max(200),
  agent: z.string().max(200).optional(),
  handoff_needed: z.boolean().optional(),
  messages: z
    .array(
      z.object({
        from: z.enum(['customer', 'ai', 'person']),
        text: z.string(),
        at: z.union([z.number(), z.iso.datetime({ offset: true })]).optional(),
        confidence: z.number().min(0).max(1).optional(),
        failed_tools: z.int().min(0).max(100).optional(),
      }),
    )
    .max(10_000),
});
type Line = z.infer<typeof Line>;

/** Conversations in a file, one JSON object a line: of another system, or made up. */
export class JsonLinesRecordings implements Recordings {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async *conversations(agentId: string | null): AsyncIterable<RecordedConversation> {
    let number = 0;
    for await (const line of this.#lines()) {
      number += 1;
      if (line.trim() === '') continue;
      const read = readLine(line, `${this.#path}, line ${number}`);
      if (agentId === null || read.agent === undefined || read.agent === agentId) yield toConversation(read);
    }
  }

  async *#lines(): AsyncIterable<string> {
    let rest = '';
    try {
      for await (const chunk of createReadStream(this.#path, 'utf8') as AsyncIterable<string>) {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        if (rest.length > LONGEST_LINE)
          throw new RecordingError(`${this.#path} has a line of more than ${LONGEST_LINE} characters.`);
        yield* lines;
      }
    } catch (error) {
      if (error instanceof RecordingError) throw error;
      throw new RecordingError(`${this.#path} cannot be read.`, { cause: error });
    }
    if (rest !== '') yield rest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Nothing stays open.
  }
}

function readLine(line: string, where: string): Line {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new RecordingError(`${where}: this is not JSON.`, { cause });
  }
  const parsed = Line.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new RecordingError(
    `${where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as it should be'}.`,
  );
}

function toConversation({ id, agent, handoff_needed: label, messages }: Line): RecordedConversation {
  const told = messages.map(({ from, text, at }, offset): RecordedMessage => ({
    author: from,
    text: text.slice(0, LONGEST_TEXT),
    offset,
    at: at === undefined ? null : timeOf(at),
  }));
  const contact = told.find(({ author }) => author === 'person');
  const calls = messages.flatMap(({ failed_tools: failed = 0 }, offset) =>
    Array.from({ length: failed }, () => ({ tool: 'unknown', failed: true, offset })),
  );
  return {
    id,
    agentId: agent ?? null,
    label: label ?? null,
    messages: told,
    calls,
    answers: messages.flatMap(({ from, confidence }, offset) => {
      const answers = told.findLast((each) => each.offset < offset && each.author === 'customer')?.offset;
      if (from !== 'ai' || confidence === undefined || answers === undefined) return [];
      return [{ answers, confidence, stalled: 0 }];
    }),
    request: null,
    contact: contact === undefined ? null : { offset: contact.offset, at: contact.at },
  };
}

/** A number is seconds, of whatever beginning. */
function timeOf(at: number | string): number {
  return typeof at === 'number' ? Math.round(at * 1_000_000) : Date.parse(at) * 1000;
}
