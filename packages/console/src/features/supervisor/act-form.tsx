import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { messages } from '../../lib/messages.ts';
import { leadRefusalText } from './wait-text.ts';

interface ActFormProps {
  submit: string;
  pending: boolean;
  error: Error | null;
  disabled?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The fields of an act, why it was refused, and its two buttons. */
export function ActForm({
  submit,
  pending,
  error,
  disabled = false,
  onSubmit,
  onClose,
  children,
}: ActFormProps) {
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending && !disabled) onSubmit();
      }}
    >
      {children}
      <p role="alert" className="text-sm font-medium text-late empty:hidden">
        {error === null ? null : leadRefusalText(error)}
      </p>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {messages.closing.cancel}
        </Button>
        <Button type="submit" look="primary" disabled={pending || disabled}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
