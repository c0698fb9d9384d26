import { queryOptions, useQuery } from '@tanstack/react-query';
import { DialogFrame } from '../../components/dialog-frame.tsx';
import { SaidText } from '../../components/said-text.tsx';
import { knowledge } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';

const articleQuery = (id: string) =>
  queryOptions({
    queryKey: ['article', id],
    queryFn: () => knowledge.readArticle(id),
    staleTime: 60_000,
    retry: false,
  });

interface ArticleDialogProps {
  articleId: string;
  open: boolean;
  onClose: () => void;
}

/** One article, whole. */
export function ArticleDialog({ articleId, open, onClose }: ArticleDialogProps) {
  const { data: article, isError } = useQuery({ ...articleQuery(articleId), enabled: open });
  return (
    <DialogFrame
      open={open}
      onClose={onClose}
      place="side"
      title={article?.title ?? messages.assist.articles}
    >
      {article === undefined ? (
        <p className="text-sm text-ink-faint">
          {isError ? messages.assist.articleFailed : messages.assist.articleLoading}
        </p>
      ) : (
        <div className="grid gap-4 text-base">
          <p>
            <SaidText text={article.body} />
          </p>
          {article.url !== null && (
            <a
              href={article.url}
              target="_blank"
              rel="noopener noreferrer"
              className="text-sm font-medium text-accent underline"
            >
              {messages.assist.articleAddress}
            </a>
          )}
        </div>
      )}
    </DialogFrame>
  );
}
