import type { ReactNode } from 'react';
import { useId } from 'react';
import { FormField } from '../../components/form-field.tsx';
import { FIELD } from '../../components/text-field.tsx';

interface PartProps {
  title: string;
  hint?: string | undefined;
  children: ReactNode;
}

/** Fields that belong together. */
export function Part({ title, hint, children }: PartProps) {
  const id = useId();
  return (
    <fieldset
      aria-describedby={hint === undefined ? undefined : id}
      className="min-w-0 rounded-xl border border-line bg-raised p-4 pt-3"
    >
      <legend className="float-left w-full pb-1 text-base font-semibold">{title}</legend>
      <div className="clear-both grid gap-4">
        {hint !== undefined && (
          <p id={id} className="-mb-1 text-sm text-pretty text-ink-soft">
            {hint}
          </p>
        )}
        {children}
      </div>
    </fieldset>
  );
}

interface LineProps {
  label: string;
  value: string;
  onText: (text: string) => void;
  hint?: string | undefined;
  fault?: string | undefined;
  maxLength?: number;
  type?: 'text' | 'email' | 'url';
  inputMode?: 'numeric' | 'decimal';
  placeholder?: string;
  list?: string;
  readOnly?: boolean;
  className?: string;
}

/** One line of text. */
export function TextLine({ label, hint, fault, onText, className = '', ...rest }: LineProps) {
  return (
    <FormField label={label} hint={hint} fault={fault}>
      {(control) => (
        <input
          type="text"
          autoComplete="off"
          {...rest}
          {...control}
          onChange={(event) => onText(event.target.value)}
          className={`${FIELD} h-10 ${className}`}
        />
      )}
    </FormField>
  );
}

interface LinesProps extends Omit<LineProps, 'type' | 'list' | 'inputMode'> {
  rows: number;
}

/** Text of several lines. */
export function TextLines({ label, hint, fault, onText, className = '', ...rest }: LinesProps) {
  return (
    <FormField label={label} hint={hint} fault={fault}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          onChange={(event) => onText(event.target.value)}
          className={`${FIELD} py-2 ${className}`}
        />
      )}
    </FormField>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  onCheck: (checked: boolean) => void;
  hint?: string | undefined;
}

/** Yes or no. */
export function Check({ label, checked, onCheck, hint }: CheckProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onCheck(event.target.checked)}
        className="mt-px size-5 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="block text-sm leading-5.5 font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-xs text-pretty text-ink-faint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

interface CheckListProps {
  label: string;
  hint?: string | undefined;
  fault?: string | undefined;
  options: readonly { readonly id: string; readonly name: string }[];
  chosen: readonly string[];
  onChosen: (chosen: string[]) => void;
}

/** Several of some. What is chosen and not among them any more stays, and can be taken away. */
export function CheckList({ label, hint, fault, options, chosen, onChosen }: CheckListProps) {
  const id = useId();
  const gone = chosen.filter((each) => !options.some((option) => option.id === each));
  const all = [...options, ...gone.map((each) => ({ id: each, name: each }))];
  return (
    <fieldset className="grid min-w-0 gap-1.5" aria-describedby={hint === undefined ? undefined : id}>
      <legend className="pb-1.5 text-sm font-medium">{label}</legend>
      {all.length === 0 && <p className="text-sm text-ink-faint">–</p>}
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {all.map((option) => (
          <Check
            key={option.id}
            label={option.name}
            checked={chosen.includes(option.id)}
            onCheck={(on) =>
              onChosen(on ? [...chosen, option.id] : chosen.filter((each) => each !== option.id))
            }
          />
        ))}
      </div>
      {fault !== undefined && <p className="text-xs font-medium text-late">{fault}</p>}
      {hint !== undefined && (
        <p id={id} className="text-xs text-pretty text-ink-faint">
          {hint}
        </p>
      )}
    </fieldset>
  );
}
