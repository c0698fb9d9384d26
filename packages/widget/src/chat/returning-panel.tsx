import type { VNode } from 'preact';
import { useMoreMessages } from './use-more-messages.ts';

/** H8.3: nobody has written for long; visible before it happens. */
export function ReturningPanel({ person }: { person: string | null }): VNode {
  const words = useMoreMessages();
  return (
    <section class="panel" aria-label={words.returningTitle}>
      <output>
        <span class="panel-title">{words.returningTitle}</span>
        <span class="panel-text">{words.returningText(person)}</span>
      </output>
    </section>
  );
}
