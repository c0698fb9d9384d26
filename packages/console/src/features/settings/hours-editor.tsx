import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { FIELD } from '../../components/text-field.tsx';
import { language, messages } from '../../lib/messages.ts';
import { Removal, Spans } from './day-spans.tsx';
import type { Faults } from '../../lib/faults.ts';
import { Part, TextLine } from './form-parts.tsx';
import type { HolidayDraft, HoursDraft } from './hours-draft.ts';
import { WEEK } from './hours-draft.ts';

const ZONES = Intl.supportedValuesOf('timeZone');
const dayName = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
/** A Monday. */
const FIRST = Date.UTC(2026, 4, 4);
const DAY = 86_400_000;

interface HoursEditorProps {
  draft: HoursDraft;
  faults: Faults;
  onDraft: (draft: HoursDraft) => void;
}

/** When a department is open: always, or by the week with holidays. */
export function HoursEditor({ draft, faults, onDraft }: HoursEditorProps) {
  const zones = useId();
  const texts = messages.settings.departments;
  const set = (changes: Partial<HoursDraft>): void => onDraft({ ...draft, ...changes });
  return (
    <Part title={texts.hours} hint={draft.always ? undefined : texts.hoursHint}>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          label={texts.opening}
          value={draft.always ? 'always' : 'week'}
          options={[
            ['always', texts.openingAlways],
            ['week', texts.openingByWeek],
          ]}
          onChoose={(value) => set({ always: value === 'always' })}
        />
        {!draft.always && (
          <TextLine
            label={texts.zone}
            hint={texts.zoneHint}
            fault={faults.of('hours.zone')}
            value={draft.zone}
            maxLength={100}
            list={zones}
            onText={(zone) => set({ zone })}
          />
        )}
      </div>
      {!draft.always && (
        <>
          <datalist id={zones}>
            {ZONES.map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </datalist>
          <Week draft={draft} faults={faults} set={set} />
          <Holidays draft={draft} faults={faults} set={set} />
        </>
      )}
    </Part>
  );
}

interface HoursPartProps {
  draft: HoursDraft;
  faults: Faults;
  set: (changes: Partial<HoursDraft>) => void;
}

function Week({ draft, faults, set }: HoursPartProps) {
  const texts = messages.settings.departments;
  const { week } = draft;
  return (
    <div className="grid gap-2">
      {WEEK.map((day, at) => (
        <Spans
          key={day}
          name={dayName.format(FIRST + at * DAY)}
          head={dayName.format(FIRST + at * DAY)}
          spans={week[day]}
          fault={faults.of(`hours.week.${day}`)}
          onSpans={(spans) => set({ week: { ...week, [day]: spans } })}
        />
      ))}
      <Button
        look="quiet"
        className="-ml-3 justify-self-start"
        onClick={() => {
          const { monday } = week;
          set({ week: { ...week, tuesday: monday, wednesday: monday, thursday: monday, friday: monday } });
        }}
      >
        {texts.copyDown}
      </Button>
    </div>
  );
}

function Holidays({ draft: { holidays }, faults, set }: HoursPartProps) {
  const texts = messages.settings.departments;
  const change = (key: number, changes: Partial<HolidayDraft>): void =>
    set({ holidays: holidays.map((each) => (each.key === key ? { ...each, ...changes } : each)) });
  const next = Math.max(-1, ...holidays.map(({ key }) => key)) + 1;
  return (
    <div className="grid gap-2">
      <h4 className="text-sm font-medium">{texts.holidays}</h4>
      <p className="-mt-1 text-xs text-ink-faint">{texts.holidaysHint}</p>
      {holidays.map(({ key, date, spans }) => (
        <Spans
          key={key}
          name={date}
          head={
            <span className="flex items-center gap-1.5">
              <input
                type="date"
                aria-label={texts.date}
                value={date}
                onChange={(event) => change(key, { date: event.target.value })}
                className={`${FIELD} h-9 w-40! px-2!`}
              />
              <Removal
                label={texts.removeHolidayOf(date)}
                onRemove={() => set({ holidays: holidays.filter((each) => each.key !== key) })}
              />
            </span>
          }
          spans={spans}
          fault={date === '' ? undefined : faults.of(`hours.holidays.${date}`)}
          onSpans={(changed) => change(key, { spans: changed })}
        />
      ))}
      <Button
        className="justify-self-start"
        onClick={() => set({ holidays: [...holidays, { key: next, date: '', spans: [] }] })}
      >
        {texts.addHoliday}
      </Button>
    </div>
  );
}
