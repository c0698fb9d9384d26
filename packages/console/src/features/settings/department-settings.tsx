import { DEFAULT_DEPARTMENT, DEFAULT_DEPARTMENT_POLICY } from '@baton/protocol';
import type { Agent, Department, DepartmentPolicy } from '@baton/protocol';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { staff } from '../../lib/baton.ts';
import { messages } from '../../lib/messages.ts';
import { departmentsQuery } from '../../lib/queries.ts';
import { Editor } from './editor.tsx';
import { CheckList, Part, TextLine } from './form-parts.tsx';
import type { HoursDraft } from './hours-draft.ts';
import { draftOfHours, hoursOf } from './hours-draft.ts';
import { HoursEditor } from './hours-editor.tsx';
import { ItemList } from './item-list.tsx';
import { PolicyFields } from './policy-fields.tsx';
import { Opening } from './opening.tsx';
import { agentsQuery, operatorsQuery } from '../../lib/directory-queries.ts';
import { NEW } from './settings-search.ts';
import { useDraft } from './use-draft.ts';

export interface SectionProps {
  item: string | undefined;
  onDone: () => void;
}

export function DepartmentSettings({ item, onDone }: SectionProps) {
  const departments = useQuery(departmentsQuery);
  const { data: operators = [] } = useQuery(operatorsQuery);
  const agents = useQuery(agentsQuery);
  const texts = messages.settings.departments;
  const all = departments.data ?? [];
  if (item === undefined)
    return (
      <ItemList
        section="departments"
        failed={departments.isError}
        onRetry={() => void departments.refetch()}
        items={departments.data?.map(({ id, name, hours }) => ({
          id,
          title: name,
          below: [
            hours === null ? texts.always : texts.byHours(hours.zone),
            texts.people(operators.filter((each) => each.departments.includes(id)).length),
          ].join(' · '),
          badge: id === DEFAULT_DEPARTMENT ? texts.default : undefined,
        }))}
      />
    );
  const department = all.find(({ id }) => id === item) ?? null;
  if (departments.data === undefined || agents.data === undefined || (department === null && item !== NEW))
    return <Opening failed={departments.isError || departments.isSuccess} onBack={onDone} />;
  return (
    <DepartmentForm key={item} department={department} others={all} agents={agents.data} onDone={onDone} />
  );
}

interface DepartmentFormProps {
  department: Department | null;
  others: readonly Department[];
  agents: readonly Agent[];
  onDone: () => void;
}

interface DepartmentDraft {
  name: string;
  id: string;
  agents: string[];
  hours: HoursDraft;
  policy: DepartmentPolicy;
}

function DepartmentForm({ department, others, agents, onDone }: DepartmentFormProps) {
  const cache = useQueryClient();
  const texts = messages.settings.departments;
  const { value, dirty, set } = useDraft(() => draftOf(department));
  const after = async (change: Promise<unknown>): Promise<void> => {
    await change;
    await cache.invalidateQueries({ queryKey: departmentsQuery.queryKey });
    await cache.invalidateQueries({ queryKey: operatorsQuery.queryKey });
  };
  const title = department?.name ?? messages.settings.addOf.departments;
  return (
    <Editor
      title={title}
      name={value.name.trim() || title}
      dirty={dirty}
      create={department === null}
      save={() => after(save(department, value))}
      remove={
        department === null || department.id === DEFAULT_DEPARTMENT
          ? undefined
          : () => after(staff.deleteDepartment(department.id))
      }
      removes={texts.removes(department?.name ?? '')}
      onDone={onDone}
    >
      {(faults) => (
        <>
          <Part
            title={messages.settings.general}
            hint={department?.id === DEFAULT_DEPARTMENT ? texts.defaultNote : undefined}
          >
            <div className="grid gap-4 sm:grid-cols-2">
              <TextLine
                label={texts.name}
                value={value.name}
                maxLength={100}
                fault={faults.of('name')}
                onText={(name) => set({ name })}
              />
              {department === null && (
                <TextLine
                  label={`${texts.id} (${messages.settings.optional})`}
                  hint={texts.idHint}
                  value={value.id}
                  maxLength={64}
                  fault={faults.of('id')}
                  onText={(id) => set({ id })}
                />
              )}
            </div>
            <CheckList
              label={texts.agents}
              hint={texts.agentsHint}
              fault={faults.of('agents')}
              options={agents}
              chosen={value.agents}
              onChosen={(chosen) => set({ agents: chosen })}
            />
          </Part>
          <HoursEditor draft={value.hours} faults={faults} onDraft={(hours) => set({ hours })} />
          <div>
            <h3 className="text-base font-semibold">{texts.rules}</h3>
            <p className="text-sm text-ink-soft">{texts.rulesHint}</p>
          </div>
          <PolicyFields
            policy={value.policy}
            faults={faults}
            others={others.filter(({ id }) => id !== department?.id)}
            onPolicy={(changes) => set({ policy: { ...value.policy, ...changes } })}
          />
        </>
      )}
    </Editor>
  );
}

function draftOf(department: Department | null): DepartmentDraft {
  return {
    name: department?.name ?? '',
    id: '',
    agents: department?.agents ?? [],
    hours: draftOfHours(department?.hours ?? null, Intl.DateTimeFormat().resolvedOptions().timeZone),
    policy: department?.policy ?? DEFAULT_DEPARTMENT_POLICY,
  };
}

function save(department: Department | null, draft: DepartmentDraft): Promise<Department> {
  const { name, id, agents, policy } = draft;
  const body = { name, hours: hoursOf(draft.hours), agents, policy };
  return department === null
    ? staff.createDepartment({ ...body, id: id.trim() || null })
    : staff.updateDepartment(department.id, body);
}
