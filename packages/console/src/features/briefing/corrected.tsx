import type { ContextPackage } from '@baton/protocol';
import { messages } from '../../lib/messages.ts';

/** What stood in a line before somebody put it right (H5.3). */
export function Before({ text }: { text: string }) {
  return <del className="ml-2 text-xs font-normal text-ink-faint">{messages.layers.was(text)}</del>;
}

/** Who put a line of the package right, and what stood there; nothing when nobody did. */
export function Corrected({ context, line }: { context: ContextPackage; line: string }) {
  const correction = context.corrections.findLast((each) => each.line === line);
  if (correction === undefined) return null;
  const { author, by, before } = correction;
  const name = author?.name ?? (by === 'customer' ? messages.layers.theCustomer : messages.layers.anOperator);
  return (
    <p className="text-xs text-ink-faint">
      {messages.layers.correctedBy(name)}
      <Before text={before} />
    </p>
  );
}
