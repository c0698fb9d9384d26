import type { ActionField } from '@baton/protocol';
import { FormField } from '../../components/form-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { FIELD } from '../../components/text-field.tsx';
import { messages } from '../../lib/messages.ts';

interface ActionInputProps {
  field: ActionField;
  value: string | boolean;
  /** What the server found wrong with it. */
  fault: string | undefined;
  onChange: (value: string | boolean) => void;
}

/** One field of an action's form, as its type wants it. */
export function ActionInput({ field, value, fault, onChange }: ActionInputProps) {
  const { type, required, description } = field;
  const label = required ? field.label : `${field.label} ${messages.actions.optional}`;
  const hint = description ?? undefined;
  if (type === 'boolean')
    return (
      <label className="flex items-start gap-2.5 text-sm font-medium">
        <input
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span className="grid gap-0.5">
          {field.label}
          {hint !== undefined && <span className="text-xs font-normal text-ink-faint">{hint}</span>}
        </span>
      </label>
    );
  if (type === 'choice')
    return (
      <SelectField
        label={label}
        hint={hint}
        fault={fault}
        value={String(value)}
        options={[
          ['', messages.actions.choose] as const,
          ...field.options.map((option) => [option, option] as const),
        ]}
        onChoose={onChange}
      />
    );
  const number = type === 'number' || type === 'integer';
  return (
    <FormField label={label} hint={hint} fault={fault}>
      {(control) => (
        <input
          {...control}
          type={number ? 'number' : type}
          step={type === 'number' ? 'any' : undefined}
          required={required}
          value={String(value)}
          maxLength={4000}
          onChange={(event) => onChange(event.target.value)}
          className={`${FIELD} h-10`}
        />
      )}
    </FormField>
  );
}
