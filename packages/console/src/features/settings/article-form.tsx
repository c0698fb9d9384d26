import type { Agent, Article } from '@baton/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { knowledge } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { Editor } from './editor.tsx';
import { CheckList, Part, TextLine, TextLines } from './form-parts.tsx';
import { MarkdownPreview } from './markdown-preview.tsx';
import { articlesQuery } from './settings-queries.ts';
import { useDraft } from './use-draft.ts';

interface ArticleFormProps {
  article: Article | null;
  agents: readonly Agent[];
  onDone: () => void;
}

/** An article with what it will look like beside it. What the agent's code defines can be read alone. */
export function ArticleForm({ article, agents, onDone }: ArticleFormProps) {
  const cache = useQueryClient();
  const all = messages.settings;
  const texts = all.articles;
  const coded = article?.coded === true;
  const { value, dirty, set } = useDraft(() => ({
    title: article?.title ?? '',
    body: article?.body ?? '',
    url: article?.url ?? '',
    tags: article?.tags ?? [],
    language: article?.language ?? '',
  }));
  const shown = useDeferredValue(value.body);
  const after = async (change: Promise<unknown>): Promise<void> => {
    await change;
    await cache.invalidateQueries({ queryKey: articlesQuery.queryKey });
  };
  const save = (): Promise<Article> => {
    const body = {
      ...value,
      url: value.url.trim() || null,
      language: value.language.trim().toLowerCase() || null,
    };
    return article === null ? knowledge.createArticle(body) : knowledge.updateArticle(article.id, body);
  };
  const title = article?.title ?? all.addOf.articles;
  return (
    <Editor
      title={title}
      name={value.title.trim() || title}
      dirty={dirty}
      create={article === null}
      save={coded ? undefined : () => after(save())}
      remove={article === null || coded ? undefined : () => after(knowledge.deleteArticle(article.id))}
      removes={texts.removes}
      onDone={onDone}
    >
      {(faults) => (
        <>
          {coded && <p className="text-sm text-ink-soft">{texts.codedNote}</p>}
          <div className="grid gap-4 xl:grid-cols-2">
            <Part title={texts.article}>
              <TextLine
                label={texts.title}
                value={value.title}
                maxLength={300}
                readOnly={coded}
                fault={faults.of('title')}
                onText={(text) => set({ title: text })}
              />
              <TextLines
                label={texts.body}
                hint={texts.bodyHint}
                value={value.body}
                maxLength={200_000}
                rows={16}
                readOnly={coded}
                fault={faults.of('body')}
                className="font-mono text-sm!"
                onText={(body) => set({ body })}
              />
            </Part>
            <section
              aria-label={texts.preview}
              className="min-w-0 rounded-xl border border-line bg-raised p-4 pt-3"
            >
              <h3 className="pb-3 text-base font-semibold">{texts.preview}</h3>
              <MarkdownPreview text={shown} />
            </section>
          </div>
          <Part title={texts.use}>
            <CheckList
              label={texts.agents}
              hint={texts.agentsHint}
              fault={faults.of('tags')}
              options={agents.map(({ id, name }) => ({ id: `agent:${id}`, name }))}
              chosen={value.tags}
              onChosen={(tags) => set({ tags })}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextLine
                label={`${texts.url} (${all.optional})`}
                hint={texts.urlHint}
                type="url"
                value={value.url}
                maxLength={2000}
                readOnly={coded}
                fault={faults.of('url')}
                onText={(url) => set({ url })}
              />
              <TextLine
                label={`${all.language} (${all.optional})`}
                hint={all.languageHint}
                value={value.language}
                maxLength={2}
                readOnly={coded}
                fault={faults.of('language')}
                onText={(language) => set({ language })}
              />
            </div>
          </Part>
        </>
      )}
    </Editor>
  );
}
