import { useId, useState } from 'react';
import { FormField } from '../../components/form-field.tsx';
import { FIELD } from '../../components/text-field.tsx';
import { messages } from '../../lib/messages.ts';

const UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
type Unit = keyof typeof UNITS;
const LARGEST_FIRST: readonly Unit[] = ['days', 'hours', 'minutes', 'seconds'];

interface SpanFieldProps {
  label: string;
  /** Seconds; null: never. NaN: nothing that could be read, which the server refuses. */
  value: number | null;
  onSeconds: (seconds: number | null) => void;
  /** Whether it may be null, and what it begins with when it is not. */
  orNever?: number | undefined;
  hint?: string | undefined;
  fault?: string | undefined;
}

/** A time with its unit. */
export function SpanField({ label, value, onSeconds, orNever, hint, fault }: SpanFieldProps) {
  const never = useId();
  const [unit, setUnit] = useState(() => unitOf(value ?? orNever ?? 60));
  const [amount, setAmount] = useState(() => amountText(value, unit));
  function change(text: string, next: Unit): void {
    setAmount(text);
    setUnit(next);
    onSeconds(text.trim() === '' ? Number.NaN : Math.round(Number(text.replace(',', '.')) * UNITS[next]));
  }
  return (
    <FormField label={label} hint={hint} fault={fault}>
      {(control) => (
        <div className="flex flex-wrap items-center gap-2">
          <input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={value === null ? '' : amount}
            disabled={value === null}
            onChange={(event) => change(event.target.value, unit)}
            className={`${FIELD} h-10 w-24! disabled:opacity-50`}
          />
          <select
            aria-label={messages.settings.unitOf(label)}
            value={unit}
            disabled={value === null}
            onChange={(event) => change(amount, event.target.value as Unit)}
            className={`${FIELD} h-10 w-auto! disabled:opacity-50`}
          >
            {LARGEST_FIRST.toReversed().map((each) => (
              <option key={each} value={each}>
                {messages.settings.units[each]}
              </option>
            ))}
          </select>
          {orNever !== undefined && (
            <label htmlFor={never} className="flex items-center gap-2 text-sm">
              <input
                id={never}
                type="checkbox"
                checked={value === null}
                onChange={(event) => {
                  if (event.target.checked) onSeconds(null);
                  else change(amountText(orNever, unit), unit);
                }}
                className="size-5 accent-accent"
              />
              {messages.settings.never}
            </label>
          )}
        </div>
      )}
    </FormField>
  );
}

/** The largest in which it is a whole number. */
function unitOf(seconds: number): Unit {
  if (seconds === 0) return 'minutes';
  return LARGEST_FIRST.find((unit) => seconds % UNITS[unit] === 0) ?? 'seconds';
}

function amountText(seconds: number | null, unit: Unit): string {
  return seconds === null || Number.isNaN(seconds) ? '' : String(seconds / UNITS[unit]);
}
