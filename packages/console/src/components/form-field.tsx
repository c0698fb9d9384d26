import type { ReactNode } from 'react';
import { useId } from 'react';

/** What ties a control to its label, its hint and what is wrong with it. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FormFieldProps {
  label: string;
  hint?: string | undefined;
  /** What the server found wrong with it. */
  fault?: string | undefined;
  children: (control: ControlProps) => ReactNode;
}

/** A control with its label above it, an explanation below it, and its fault in words. */
export function FormField({ label, hint, fault, children }: FormFieldProps) {
  const id = useId();
  const described = [fault !== undefined && `${id}-fault`, hint !== undefined && `${id}-hint`].filter(
    Boolean,
  );
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': fault === undefined ? undefined : true,
      })}
      {fault !== undefined && (
        <p id={`${id}-fault`} className="text-xs font-medium text-late">
          {fault}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-xs text-pretty text-ink-faint">
          {hint}
        </p>
      )}
    </div>
  );
}
