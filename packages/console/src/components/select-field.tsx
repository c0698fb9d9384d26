import type { Ref } from 'react';
import { FormField } from './form-field.tsx';
import { FIELD } from './text-field.tsx';

export type Option = readonly [value: string, text: string];

interface SelectFieldProps {
  label: string;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
  hint?: string | undefined;
  fault?: string | undefined;
  disabled?: boolean | undefined;
  ref?: Ref<HTMLSelectElement>;
}

/** One of several. */
export function SelectField({
  label,
  hint,
  fault,
  value,
  options,
  onChoose,
  disabled,
  ref,
}: SelectFieldProps) {
  return (
    <FormField label={label} hint={hint} fault={fault}>
      {(control) => (
        <select
          {...control}
          ref={ref}
          value={value}
          disabled={disabled}
          onChange={(event) => onChoose(event.target.value)}
          className={`${FIELD} h-10 pr-8 disabled:opacity-60`}
        >
          {options.map(([each, text]) => (
            <option key={each} value={each}>
              {text}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}
