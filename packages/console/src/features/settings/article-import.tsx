import type { Agent, ImportedArticles } from '@baton/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { knowledge } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { refusalText } from '../../lib/refusal-text.ts';
import { Check, CheckList, Part } from './form-parts.tsx';
import { articlesQuery } from './settings-queries.ts';

/** As the server takes them at once. */
const MOST_FILES = 2000;
const MARKDOWN = /\.(?:md|markdown|mdx)$/iu;

/** Takes over a folder of Markdown files. */
export function ArticleImport({ agents }: { agents: readonly Agent[] }) {
  const cache = useQueryClient();
  const id = useId();
  const [files, setFiles] = useState<readonly File[] | null>(null);
  const [tags, setTags] = useState<string[]>([]);
  const [prune, setPrune] = useState(false);
  const texts = messages.settings.articles;
  const importing = useMutation({
    mutationFn: async (chosen: readonly File[]) =>
      knowledge.importArticles({ files: await Promise.all(chosen.map(readFile)), tags, prune }),
    onSuccess: () => cache.invalidateQueries({ queryKey: articlesQuery.queryKey }),
  });
  const possible = files !== null && files.length > 0 && files.length <= MOST_FILES;
  return (
    <Part title={texts.importTitle} hint={texts.importHint}>
      <div className="grid gap-1.5">
        <label htmlFor={id} className="text-sm font-medium">
          {texts.choose}
        </label>
        <input
          id={id}
          type="file"
          multiple
          ref={(input) => input?.setAttribute('webkitdirectory', '')}
          onChange={(event) => {
            importing.reset();
            setFiles([...(event.target.files ?? [])].filter(({ name }) => MARKDOWN.test(name)));
          }}
          className="max-w-full text-sm file:mr-3 file:h-8 file:rounded-lg file:border file:border-solid file:border-line-strong/50 file:bg-surface file:px-3 file:text-sm file:font-medium file:text-ink"
        />
        <output className="text-xs text-ink-faint">{files !== null && chosenText(files.length)}</output>
      </div>
      {possible && (
        <>
          <CheckList
            label={texts.agents}
            hint={texts.agentsHint}
            options={agents.map((agent) => ({ id: `agent:${agent.id}`, name: agent.name }))}
            chosen={tags}
            onChosen={setTags}
          />
          <Check label={texts.prune} checked={prune} onCheck={setPrune} />
          <Button
            look="primary"
            className="justify-self-start"
            disabled={importing.isPending}
            onClick={() => importing.mutate(files)}
          >
            {importing.isPending ? texts.importing : texts.importSubmit}
          </Button>
        </>
      )}
      <p role="alert" className="text-sm font-medium text-late empty:hidden">
        {importing.error === null ? null : refusalText(importing.error)}
      </p>
      {importing.data !== undefined && <Imported imported={importing.data} />}
    </Part>
  );
}

function Imported({ imported }: { imported: ImportedArticles }) {
  const texts = messages.settings.articles;
  const { created, updated, unchanged, deleted, refused } = imported;
  return (
    <output className="grid gap-2 text-sm">
      <span className="font-medium">{texts.imports(created, updated, unchanged, deleted)}</span>
      {refused.length > 0 && (
        <>
          <span>{texts.refused(refused.length)}</span>
          <ul role="list" className="thin-scroll max-h-48 overflow-y-auto text-ink-soft">
            {refused.map(({ path, why }) => (
              <li key={path} className="wrap-anywhere">
                {path}: {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </output>
  );
}

function chosenText(count: number): string {
  const texts = messages.settings.articles;
  if (count === 0) return texts.noFiles;
  return count > MOST_FILES ? texts.tooMany(MOST_FILES) : texts.chosen(count);
}

/** Its path in the folder, by which the next import knows it again. */
async function readFile(file: File): Promise<{ path: string; text: string }> {
  return { path: file.webkitRelativePath || file.name, text: await file.text() };
}
