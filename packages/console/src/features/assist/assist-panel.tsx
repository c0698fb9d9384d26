import type { Assist, QuickAction } from '@baton/protocol';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Jump } from '../../components/message-link.tsx';
import { TitledPart } from '../../components/titled-part.tsx';
import { actionsQuery, assistQuery } from '../../lib/assist-queries.ts';
import { messages } from '../../lib/messages.ts';
import { ActionDialog } from './action-dialog.tsx';
import { ArticleDialog } from './article-dialog.tsx';
import { FoundArticles } from './found-articles.tsx';
import { isAnswered, openSuggestion } from './open-suggestion.ts';
import { QuickActions } from './quick-actions.tsx';
import { SuggestionCard } from './suggestion-card.tsx';

export interface AssistPanelProps {
  handoffId: string;
  /** Offset of the newest message that a person wrote; -1 for none. */
  answeredAt: number;
  onJump: Jump;
}

/** What helps the holder with the newest message: a reply, articles, actions. Nothing of it is sent by itself (H8.1). */
export function AssistPanel({ handoffId, answeredAt, onJump }: AssistPanelProps) {
  const { data: help, isError, refetch } = useQuery(assistQuery(handoffId));
  const { data: actions = [] } = useQuery(actionsQuery(handoffId));
  const [article, setArticle] = useState({ id: '', open: false });
  const [chosen, setChosen] = useState<{ action: QuickAction; run: number; open: boolean } | null>(null);
  const suggestion = openSuggestion(help, answeredAt);
  const openArticle = (id: string): void => setArticle({ id, open: true });
  return (
    <section aria-label={messages.assist.title} className="grid gap-5">
      <div className="grid gap-1.5">
        <h2 className="text-xs font-semibold text-ink-soft">{messages.assist.suggested}</h2>
        {suggestion !== null ? (
          <SuggestionCard suggestion={suggestion} onJump={onJump} onOpenArticle={openArticle} />
        ) : isError ? (
          <p className="text-sm text-ink-faint">
            {messages.assist.failed}{' '}
            <button
              type="button"
              onClick={() => void refetch()}
              className="font-medium text-accent underline"
            >
              {messages.conversation.retry}
            </button>
          </p>
        ) : (
          <p className="text-sm text-ink-faint">{emptyText(help, answeredAt)}</p>
        )}
      </div>
      {help !== undefined && help.articles.length > 0 && (
        <TitledPart title={messages.assist.articles}>
          <FoundArticles articles={help.articles} onOpen={openArticle} />
        </TitledPart>
      )}
      {actions.length > 0 && (
        <TitledPart title={messages.actions.title}>
          <QuickActions
            actions={actions}
            onOpen={(action) => setChosen({ action, run: (chosen?.run ?? 0) + 1, open: true })}
          />
        </TitledPart>
      )}
      {article.id !== '' && (
        <ArticleDialog
          articleId={article.id}
          open={article.open}
          onClose={() => setArticle({ ...article, open: false })}
        />
      )}
      {chosen !== null && (
        <ActionDialog
          key={chosen.run}
          handoffId={handoffId}
          action={chosen.action}
          open={chosen.open}
          onClose={() => setChosen({ ...chosen, open: false })}
          onJump={onJump}
        />
      )}
    </section>
  );
}

/** Why nothing is suggested. */
function emptyText(help: Assist | undefined, answeredAt: number): string {
  if (help === undefined) return messages.assist.loading;
  if (help.offset === null) return messages.assist.noMessage;
  return isAnswered(help, answeredAt) ? messages.assist.answered : messages.assist.nothing;
}
