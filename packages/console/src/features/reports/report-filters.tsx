import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import type { Option } from '../../components/select-field.tsx';
import { dispositionText } from '../../lib/dispositions.ts';
import { messages } from '../../lib/messages.ts';
import { departmentsQuery } from '../../lib/queries.ts';
import { reasonText } from '../../lib/reason-text.ts';
import { triggerText } from '../../lib/trigger-text.ts';
import type { ReportRange, ReportSearch } from './report-search.ts';
import { DIMENSIONS, PERIODS } from './report-search.ts';
import type { Dimension, Period } from './report-search.ts';
import { groupsQuery, summaryQuery } from './report-queries.ts';
import { agentsQuery, operatorsQuery } from '../../lib/directory-queries.ts';

interface ReportFiltersProps {
  search: ReportSearch;
  range: ReportRange | null;
  onSearch: (search: ReportSearch) => void;
}

/** What the report is about. Everything that is chosen stands in the address. */
export function ReportFilters({ search, range, onSearch }: ReportFiltersProps) {
  const texts = messages.reports;
  const { period = 'month' } = search;
  const options = useOptions(range);
  const chosen = DIMENSIONS.some((dimension) => search[dimension] !== undefined);
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-3 print:hidden">
      <Choice
        label={texts.period}
        value={period}
        options={PERIODS.map((each) => [each, texts.periods[each]])}
        onChoose={(value) => onSearch(withPeriod(search, value as Period))}
      />
      {period === 'own' && (
        <>
          <Day label={texts.from} value={search.from} onDay={(from) => onSearch({ ...search, from })} />
          <Day label={texts.to} value={search.to} onDay={(to) => onSearch({ ...search, to })} />
        </>
      )}
      {DIMENSIONS.map((dimension) => (
        <Choice
          key={dimension}
          label={texts.dimensions[dimension]}
          value={search[dimension] ?? ''}
          options={[['', texts.all], ...withChosen(options[dimension], search[dimension])]}
          onChoose={(value) => onSearch({ ...search, [dimension]: value === '' ? undefined : value })}
        />
      ))}
      {chosen && (
        <Button
          look="quiet"
          onClick={() =>
            onSearch({ ...search, ...Object.fromEntries(DIMENSIONS.map((each) => [each, undefined])) })
          }
        >
          {texts.clear}
        </Button>
      )}
    </div>
  );
}

/** Reasons, triggers and dispositions are those that there were in the period; others would find nothing. */
function useOptions(range: ReportRange | null): Readonly<Record<Dimension, readonly Option[]>> {
  const { data: departments = [] } = useQuery(departmentsQuery);
  const { data: operators = [] } = useQuery(operatorsQuery);
  const { data: agents = [] } = useQuery(agentsQuery);
  const every = { range: range ?? { from: '', to: '', step: 'day' as const }, filters: {} };
  const { data: all } = useQuery({ ...summaryQuery(every), enabled: range !== null });
  const { data: ends } = useQuery({ ...groupsQuery(every, 'disposition'), enabled: range !== null });
  return {
    department: named(departments),
    operator: named(operators),
    agent: named(agents),
    reason: (all?.measures.reasons ?? []).map(({ reason }) => [reason, reasonText(reason)]),
    trigger: (all?.measures.triggers ?? []).map(({ trigger }) => [trigger, triggerText(trigger)]),
    disposition: (ends?.rows ?? []).map(({ key }) => [key, dispositionText(key)]),
  };
}

function named(things: readonly { id: string; name: string }[]): Option[] {
  return things.map(({ id, name }) => [id, name] as const).toSorted(([, a], [, b]) => a.localeCompare(b));
}

/** What a link has chosen is shown, also where it is not in the list, e.g. of an operator who is gone. */
function withChosen(options: readonly Option[], chosen: string | undefined): readonly Option[] {
  return chosen === undefined || options.some(([value]) => value === chosen)
    ? options
    : [...options, [chosen, chosen]];
}

function withPeriod(
  { from: _from, to: _to, period: _period, ...rest }: ReportSearch,
  period: Period,
): ReportSearch {
  return period === 'month' ? rest : { ...rest, period };
}

const CONTROL = 'h-9 w-full min-w-0 rounded-lg border border-line-strong/50 bg-surface px-2 text-sm text-ink';

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div className="grid max-w-full min-w-32 flex-1 gap-1 sm:max-w-44">
      <label htmlFor={id} className="text-xs text-ink-soft">
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => onChoose(event.target.value)} className={CONTROL}>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  onDay: (day: string | undefined) => void;
}

function Day({ label, value = '', onDay }: DayProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-xs text-ink-soft">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value}
        onChange={(event) => onDay(event.target.value === '' ? undefined : event.target.value)}
        className={CONTROL}
      />
    </div>
  );
}
