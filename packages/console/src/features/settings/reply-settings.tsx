import type { CannedReply, Department } from '@baton/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { SelectField } from '../../components/select-field.tsx';
import { knowledge } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { departmentsQuery } from '../../lib/queries.ts';
import type { SectionProps } from './department-settings.tsx';
import { Editor } from './editor.tsx';
import { Part, TextLine, TextLines } from './form-parts.tsx';
import { ItemList } from './item-list.tsx';
import { Opening } from './opening.tsx';
import { repliesQuery } from './settings-queries.ts';
import { NEW } from './settings-search.ts';
import { useDraft } from './use-draft.ts';

export function ReplySettings({ item, onDone }: SectionProps) {
  const replies = useQuery(repliesQuery);
  const departments = useQuery(departmentsQuery);
  const texts = messages.settings.replies;
  const nameOf = (id: string | null): string =>
    id === null ? texts.everybody : (departments.data?.find((each) => each.id === id)?.name ?? id);
  if (item === undefined)
    return (
      <ItemList
        section="replies"
        failed={replies.isError}
        onRetry={() => void replies.refetch()}
        items={replies.data?.map(({ id, title, shortcut, department, language, text }) => ({
          id,
          title,
          below: [`/${shortcut}`, nameOf(department), ...(language === null ? [] : [language])].join(' · '),
          words: text,
        }))}
      />
    );
  const reply = replies.data?.find(({ id }) => id === item) ?? null;
  if (replies.data === undefined || departments.data === undefined || (reply === null && item !== NEW))
    return <Opening failed={replies.isError || replies.isSuccess} onBack={onDone} />;
  return <ReplyForm key={item} reply={reply} departments={departments.data} onDone={onDone} />;
}

interface ReplyFormProps {
  reply: CannedReply | null;
  departments: readonly Department[];
  onDone: () => void;
}

function ReplyForm({ reply, departments, onDone }: ReplyFormProps) {
  const cache = useQueryClient();
  const all = messages.settings;
  const texts = all.replies;
  const { value, dirty, set } = useDraft(() => ({
    shortcut: reply?.shortcut ?? '',
    title: reply?.title ?? '',
    text: reply?.text ?? '',
    department: reply?.department ?? '',
    language: reply?.language ?? '',
  }));
  const after = async (change: Promise<unknown>): Promise<void> => {
    await change;
    // Of the composers' lists too, which are of one department each.
    await cache.invalidateQueries({ queryKey: ['canned-replies'] });
  };
  const save = (): Promise<CannedReply> => {
    const body = {
      ...value,
      department: value.department || null,
      language: value.language.trim().toLowerCase() || null,
    };
    return reply === null ? knowledge.createCannedReply(body) : knowledge.updateCannedReply(reply.id, body);
  };
  const title = reply?.title ?? all.addOf.replies;
  return (
    <Editor
      title={title}
      name={value.title.trim() || title}
      dirty={dirty}
      create={reply === null}
      save={() => after(save())}
      remove={reply === null ? undefined : () => after(knowledge.deleteCannedReply(reply.id))}
      removes={texts.removes}
      onDone={onDone}
    >
      {(faults) => (
        <Part title={all.general}>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextLine
              label={texts.title}
              value={value.title}
              maxLength={200}
              fault={faults.of('title')}
              onText={(text) => set({ title: text })}
            />
            <TextLine
              label={texts.shortcut}
              hint={texts.shortcutHint}
              value={value.shortcut}
              maxLength={40}
              fault={faults.of('shortcut')}
              onText={(shortcut) => set({ shortcut })}
            />
          </div>
          <TextLines
            label={texts.text}
            hint={texts.textHint}
            value={value.text}
            maxLength={10_000}
            rows={8}
            fault={faults.of('text')}
            onText={(text) => set({ text })}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              label={texts.department}
              value={value.department}
              fault={faults.of('department')}
              options={[['', texts.everybody], ...departments.map(({ id, name }) => [id, name] as const)]}
              onChoose={(department) => set({ department })}
            />
            <TextLine
              label={`${all.language} (${all.optional})`}
              hint={all.languageHint}
              value={value.language}
              maxLength={2}
              fault={faults.of('language')}
              onText={(language) => set({ language })}
            />
          </div>
        </Part>
      )}
    </Editor>
  );
}
