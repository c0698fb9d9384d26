import { oneLine, withoutEnd } from './one-line.ts';

/** A tool as its author describes it. */
export interface DescribedTool {
  readonly name: string;
  readonly description: string;
}

/** What conditions begin with, and what is to be done then. Each takes the rest of the condition in. */
const BY_CONDITION: readonly (readonly [RegExp, (rest: string) => string])[] = [
  [
    /^(?:asks?|is asking|wonders?|inquires?|wants? to know|has a question) (?:about|for|if|whether)?\s*(.+)$/i,
    (rest) => `Answer the customer's question about ${rest}`,
  ],
  [
    /^(?:wants?|would like|wishes|needs?|asks?|tries|is trying|is looking) to (.+)$/i,
    (rest) => `Help the customer to ${rest}`,
  ],
  [
    /^(?:complains?|is complaining) (?:about |that |of )?(.+)$/i,
    (rest) => `Apologise for ${rest} and find out what would put it right`,
  ],
  [
    /^(?:reports?|is reporting|mentions?|says?|states?|tells?) (?:that |about )?(.+)$/i,
    (rest) => `Acknowledge that ${rest} and ask what the customer wants to be done about it`,
  ],
  [
    /^(?:is|seems|sounds|becomes|gets) (?:very |really )?(?:angry|upset|frustrated|annoyed|impatient|unhappy|disappointed)\b(.*)$/i,
    () => 'Acknowledge how the customer feels and offer a person',
  ],
  [/^(?:greets?|says hello|says hi)\b(.*)$/i, () => 'Greet the customer and ask what you can help with'],
  [/^(?:thanks?|says goodbye|says thank you)\b(.*)$/i, () => 'Thank the customer and say goodbye'],
];
const SUBJECT = /^(?:when(?:ever)? |if )?(?:the |a )?(?:customer|user|client|caller)\s+/i;
const LONGEST = 500;

/**
 * An action for a condition that has none: what its tools do, else what its wording asks for. Null when neither
 * tells. It is a proposal for the author, who decides.
 */
export function proposeAction(condition: string, tools: readonly DescribedTool[]): string | null {
  const proposal = tools.length > 0 ? fromTools(tools) : fromCondition(condition);
  return proposal === null ? null : proposal.slice(0, LONGEST).toWellFormed();
}

function fromTools(tools: readonly DescribedTool[]): string {
  const uses = tools.map(({ name, description }) => {
    const does = firstSentence(description);
    return does === '' ? `Use ${name}` : `Use ${name} (${does})`;
  });
  return `${uses.join(', then ')}, and tell the customer what came of it`;
}

function fromCondition(condition: string): string | null {
  const trimmed = withoutEnd(oneLine(condition));
  if (!SUBJECT.test(trimmed)) return null;
  const core = trimmed.replace(SUBJECT, '');
  for (const [pattern, propose] of BY_CONDITION) {
    const match = pattern.exec(core);
    if (match !== null) return propose((match[1] ?? '').trim());
  }
  return null;
}

function firstSentence(description: string): string {
  const [first = ''] = oneLine(description).split(/(?<=[.!?])\s/, 1);
  const plain = withoutEnd(first);
  return /^[A-Z][a-z]/.test(plain) ? plain.charAt(0).toLowerCase() + plain.slice(1) : plain;
}
