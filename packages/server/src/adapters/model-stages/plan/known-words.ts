import { foldText } from '../../../core/nlp/fold-text.ts';
import type { ExecutedCall } from '../../../engine/tool-definition.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import type { ArgumentValue } from './tool-question.ts';

const SHORTEST_SQUEEZED = 4;
const LONGEST_SOURCE = 20_000;

/** What was really said or found: an argument that stands nowhere in it was made up. */
export class KnownWords {
  readonly #customer: readonly string[];
  readonly #all: readonly string[];

  constructor(context: TurnContext, calls: readonly ExecutedCall[]) {
    const { history, variables, customer, stretch } = context;
    this.#customer = history.flatMap((entry) =>
      entry.type === 'message' && entry.author === 'customer' ? [plain(entry.text)] : [],
    );
    const found = [
      ...history.map((entry) => (entry.type === 'message' ? entry.text : text(entry.data))),
      ...variables.map(({ data }) => text(data)),
      ...calls.filter(({ error }) => error === null).map(({ result }) => text(result.data)),
      text({ id: customer.id, name: customer.name, metadata: customer.metadata }),
      stretch?.outcome ?? '',
      ...(stretch?.details ?? []).map(({ value }) => value),
      ...(stretch?.commitments ?? []).map((commitment) => commitment.text),
    ];
    this.#all = found.map(plain);
  }

  /** Whether the customer said this value. */
  customerSaid(value: ArgumentValue): boolean {
    return parts(value).every((part) => standsIn(part, this.#customer));
  }

  /** Whether the customer said these words, as they stand. */
  customerSaidWords(words: string): boolean {
    return standsIn(plain(words), this.#customer);
  }

  /** Whether the value stands in the conversation, a result or what is known of the customer. */
  holds(value: ArgumentValue): boolean {
    return parts(value).every((part) => standsIn(part, this.#all));
  }
}

function parts(value: ArgumentValue): string[] {
  if (Array.isArray(value)) return value.map((item) => plain(String(item)));
  return [plain(value === null ? '' : String(value))];
}

/** Words as they were said, or written with other gaps: `P 1001` is `P-1001`. */
function standsIn(words: string, sources: readonly string[]): boolean {
  if (words === '') return false;
  const squeezed = words.replaceAll(' ', '');
  const loose = squeezed.length >= SHORTEST_SQUEEZED;
  return sources.some(
    (source) => ` ${source} `.includes(` ${words} `) || (loose && hasSqueezed(source, squeezed)),
  );
}

/** Begins and ends where a word does: "1234" is not said in "91234". */
function hasSqueezed(source: string, squeezed: string): boolean {
  const starts: number[] = [];
  let joined = '';
  for (const word of source.split(' ')) {
    starts.push(joined.length);
    joined += word;
  }
  const ends = new Set([...starts, joined.length]);
  return starts.some((start) => joined.startsWith(squeezed, start) && ends.has(start + squeezed.length));
}

function plain(words: string): string {
  return foldText(words.slice(0, LONGEST_SOURCE))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function text(data: unknown): string {
  return typeof data === 'string' ? data : (JSON.stringify(data) ?? '');
}
