import type { Department, Operator, SkillLevel } from '@baton/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { staff } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { departmentsQuery } from '../../lib/queries.ts';
import type { SectionProps } from './department-settings.tsx';
import { Editor } from './editor.tsx';
import { Check, CheckList, Part, TextLine } from './form-parts.tsx';
import { ItemList } from './item-list.tsx';
import { Opening } from './opening.tsx';
import { operatorsQuery } from '../../lib/directory-queries.ts';
import { NEW } from './settings-search.ts';
import { Skills } from './skills-part.tsx';
import { useDraft } from './use-draft.ts';

export function OperatorSettings({ item, onDone }: SectionProps) {
  const operators = useQuery(operatorsQuery);
  const departments = useQuery(departmentsQuery);
  const texts = messages.settings.operators;
  if (item === undefined)
    return (
      <ItemList
        section="operators"
        failed={operators.isError}
        onRetry={() => void operators.refetch()}
        items={operators.data?.map((operator) => ({
          id: operator.id,
          title: operator.name,
          below: `${departmentNames(operator, departments.data ?? [])} · ${texts.chats(operator.max_chats)}`,
          badge: operator.lead ? texts.leadBadge : undefined,
          words: [operator.email ?? '', ...operator.skills.map(({ skill }) => skill)].join(' '),
        }))}
      />
    );
  const operator = operators.data?.find(({ id }) => id === item) ?? null;
  if (operators.data === undefined || departments.data === undefined || (operator === null && item !== NEW))
    return <Opening failed={operators.isError || operators.isSuccess} onBack={onDone} />;
  return <OperatorForm key={item} operator={operator} departments={departments.data} onDone={onDone} />;
}

interface OperatorDraft {
  name: string;
  email: string;
  lead: boolean;
  departments: string[];
  skills: SkillLevel[];
  languages: string;
  maxChats: string;
}

interface OperatorFormProps {
  operator: Operator | null;
  departments: readonly Department[];
  onDone: () => void;
}

function OperatorForm({ operator, departments, onDone }: OperatorFormProps) {
  const cache = useQueryClient();
  const texts = messages.settings.operators;
  const { value, dirty, set } = useDraft(() => draftOf(operator));
  const after = async (change: Promise<unknown>): Promise<void> => {
    await change;
    await cache.invalidateQueries({ queryKey: operatorsQuery.queryKey });
  };
  const title = operator?.name ?? messages.settings.addOf.operators;
  return (
    <Editor
      title={title}
      name={value.name.trim() || title}
      dirty={dirty}
      create={operator === null}
      save={() => after(save(operator, value))}
      remove={operator === null ? undefined : () => after(staff.deleteOperator(operator.id))}
      removes={texts.removes(operator?.name ?? '')}
      onDone={onDone}
    >
      {(faults) => (
        <>
          <Part title={messages.settings.general}>
            <div className="grid gap-4 sm:grid-cols-2">
              <TextLine
                label={texts.name}
                hint={texts.nameHint}
                value={value.name}
                maxLength={100}
                fault={faults.of('name')}
                onText={(name) => set({ name })}
              />
              <TextLine
                label={`${texts.email} (${messages.settings.optional})`}
                hint={texts.emailHint}
                type="email"
                value={value.email}
                maxLength={254}
                fault={faults.of('email')}
                onText={(email) => set({ email })}
              />
            </div>
            <Check
              label={texts.lead}
              hint={texts.leadHint}
              checked={value.lead}
              onCheck={(lead) => set({ lead })}
            />
          </Part>
          <Part title={texts.work}>
            <CheckList
              label={texts.departments}
              hint={texts.departmentsHint}
              fault={faults.of('departments')}
              options={departments}
              chosen={value.departments}
              onChosen={(chosen) => set({ departments: chosen })}
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextLine
                label={texts.maxChats}
                hint={texts.maxChatsHint}
                inputMode="numeric"
                value={value.maxChats}
                maxLength={3}
                fault={faults.of('max_chats')}
                onText={(maxChats) => set({ maxChats })}
              />
              <TextLine
                label={texts.languages}
                hint={texts.languagesHint}
                value={value.languages}
                maxLength={200}
                fault={faults.of('languages')}
                onText={(languages) => set({ languages })}
              />
            </div>
          </Part>
          <Skills skills={value.skills} faults={faults} onSkills={(skills) => set({ skills })} />
        </>
      )}
    </Editor>
  );
}

function draftOf(operator: Operator | null): OperatorDraft {
  return {
    name: operator?.name ?? '',
    email: operator?.email ?? '',
    lead: operator?.lead ?? false,
    departments: operator?.departments ?? ['support'],
    skills: operator?.skills ?? [],
    languages: operator?.languages.join(', ') ?? '',
    maxChats: String(operator?.max_chats ?? 5),
  };
}

function save(operator: Operator | null, draft: OperatorDraft): Promise<Operator> {
  const { name, email, lead, departments, skills, languages, maxChats } = draft;
  const body = {
    name,
    email: email.trim() || null,
    lead,
    departments,
    skills: skills.filter(({ skill }) => skill.trim() !== ''),
    languages: languages
      .toLowerCase()
      .split(/[\s,;]+/u)
      .filter((each) => each !== ''),
    max_chats: maxChats.trim() === '' ? Number.NaN : Number(maxChats),
  };
  return operator === null ? staff.createOperator(body) : staff.updateOperator(operator.id, body);
}

function departmentNames({ departments }: Operator, all: readonly Department[]): string {
  if (departments.length === 0) return messages.settings.operators.noDepartment;
  return departments.map((id) => all.find((each) => each.id === id)?.name ?? id).join(', ');
}
