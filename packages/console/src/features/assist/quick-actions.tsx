import type { QuickAction } from '@baton/protocol';
import { messages } from '../../lib/messages.ts';

interface QuickActionsProps {
  actions: readonly QuickAction[];
  onOpen: (action: QuickAction) => void;
}

/** The author's tools that he made for operators. */
export function QuickActions({ actions, onOpen }: QuickActionsProps) {
  return (
    <ul className="flex flex-wrap gap-2">
      {actions.map((action) => (
        <li key={action.id} className="min-w-0">
          <button
            type="button"
            aria-haspopup="dialog"
            title={action.description}
            onClick={() => onOpen(action)}
            className="flex min-h-8 max-w-full items-center gap-1.5 rounded-lg border border-line-strong/50 bg-surface px-2.5 py-1 text-left text-sm font-medium hover:bg-hover"
          >
            <span className="min-w-0 wrap-anywhere">{action.title}</span>
            {action.consequential && (
              <span className="shrink-0 rounded bg-near-soft px-1 text-2xs font-medium text-near">
                {messages.actions.consequential}
              </span>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
