import type { VNode } from 'preact';
import { useMessages } from './context.ts';

/** H8.3: nobody has written for long; visible before it happens. */
export function ReturningPanel({ person }: { person: string | null }): VNode {
  const words = useMessages();
  return (
    <section class="panel" aria-label={words.returningTitle}>
      <output>
        <span class="panel-title">{words.returningTitle}</span>
        <span class="panel-text">{words.returningText(person)}</span>
      </output>
    </section>
  );
}
