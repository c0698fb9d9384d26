import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';

export const FIELD =
  'w-full rounded-lg border border-line-strong bg-surface px-3 text-base text-ink placeholder:text-ink-faint focus-visible:outline-offset-0';

interface FieldText {
  label: string;
  hint?: string;
}

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement>, FieldText {
  ref?: Ref<HTMLInputElement>;
}

export function TextField({ label, hint, ...rest }: TextFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={`${FIELD} h-10`}
      />
      {hint !== undefined && <Hint id={`${id}-hint`} text={hint} />}
    </div>
  );
}

interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement>, FieldText {
  ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ label, hint, ...rest }: TextAreaProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <textarea
        {...rest}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={`${FIELD} py-2`}
      />
      {hint !== undefined && <Hint id={`${id}-hint`} text={hint} />}
    </div>
  );
}

function Hint({ id, text }: { id: string; text: string }) {
  return (
    <p id={id} className="text-xs text-ink-faint">
      {text}
    </p>
  );
}
