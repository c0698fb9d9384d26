import type { Suggestion, SuggestionSource } from '@baton/protocol';
import { Button } from '../../components/button.tsx';
import type { Jump } from '../../components/message-link.tsx';
import { MessageLink } from '../../components/message-link.tsx';
import { SaidText } from '../../components/said-text.tsx';
import { knownText } from '../../lib/known-text.ts';
import { messages } from '../../lib/messages.ts';
import { useInsert } from './use-insert.ts';

interface SuggestionCardProps {
  suggestion: Suggestion;
  onJump: Jump;
  onOpenArticle: (articleId: string) => void;
}

/** What could be answered, with all that it rests on. It goes into the reply by a click, and never out by itself (H8.1). */
export function SuggestionCard({ suggestion, onJump, onOpenArticle }: SuggestionCardProps) {
  const insert = useInsert();
  const { id, text, state, by, confidence } = suggestion;
  const growing = state === 'growing';
  return (
    <div
      aria-busy={growing}
      className="grid gap-2.5 rounded-xl border border-accent-line bg-accent-soft/50 px-3.5 py-3"
    >
      <p className="text-base text-pretty">
        <SaidText text={text} />
        {growing && (
          <span aria-hidden="true" className="ml-0.5 animate-pulse text-accent">
            ▍
          </span>
        )}
      </p>
      <p className="text-xs text-ink-soft">
        {[
          growing
            ? messages.assist.growing
            : by === 'model'
              ? messages.assist.byModel
              : messages.assist.byEngine,
          ...(confidence === null ? [] : [messages.assist.confidence(Math.round(confidence * 100))]),
        ].join(' · ')}
      </p>
      <Sources sources={suggestion.sources} growing={growing} onJump={onJump} onOpenArticle={onOpenArticle} />
      <div className="flex flex-wrap gap-2">
        <Button look="primary" disabled={growing} onClick={() => insert(text, { suggestionId: id })}>
          {messages.assist.insert}
        </Button>
        <Button
          disabled={growing}
          shortcut="i"
          onClick={() => insert(text, { suggestionId: id, edit: true })}
        >
          {messages.assist.insertAndEdit}
        </Button>
      </div>
    </div>
  );
}

interface SourcesProps extends Omit<SuggestionCardProps, 'suggestion'> {
  sources: readonly SuggestionSource[];
  growing: boolean;
}

function Sources({ sources, growing, onJump, onOpenArticle }: SourcesProps) {
  if (sources.length === 0)
    return growing ? null : <p className="text-xs font-medium text-near">{messages.assist.noSources}</p>;
  return (
    <div className="grid gap-1 text-xs">
      <h3 className="font-semibold text-ink-soft">{messages.assist.sources}</h3>
      <ul className="grid gap-1">
        {sources.map((source) => (
          <li key={`${source.kind} ${source.id}`} className="flex min-w-0 gap-1.5">
            <span className="shrink-0 text-ink-soft">
              {knownText(messages.assist.sourceKinds, source.kind) ?? source.kind}
            </span>
            <SourceLink source={source} onJump={onJump} onOpenArticle={onOpenArticle} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function SourceLink({
  source,
  onJump,
  onOpenArticle,
}: { source: SuggestionSource } & Omit<SourcesProps, 'sources' | 'growing'>) {
  const { kind, id, title } = source;
  if (kind === 'article')
    return (
      <button
        type="button"
        aria-label={messages.assist.openArticleOf(title)}
        onClick={() => onOpenArticle(id)}
        className="min-w-0 truncate text-left font-medium text-accent underline underline-offset-2"
      >
        {title}
      </button>
    );
  if ((kind === 'tool' || kind === 'conversation') && /^\d+$/u.test(id))
    return (
      <MessageLink offset={Number(id)} onJump={onJump} className="min-w-0 truncate font-medium underline">
        {title}
      </MessageLink>
    );
  return <span className="min-w-0 truncate font-medium">{title}</span>;
}
