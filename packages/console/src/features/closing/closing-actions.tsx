import { Button } from '../../components/button.tsx';
import { messages } from '../../lib/messages.ts';

interface ClosingActionsProps {
  submit: string;
  pending: boolean;
  fault: string | null;
  onCancel: () => void;
}

/** The foot of a closing dialog. */
export function ClosingActions({ submit, pending, fault, onCancel }: ClosingActionsProps) {
  return (
    <>
      <p role="alert" className="text-sm font-medium text-late empty:hidden">
        {fault}
      </p>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onCancel}>
          {messages.closing.cancel}
        </Button>
        <Button type="submit" look="primary" disabled={pending}>
          {submit}
        </Button>
      </div>
    </>
  );
}
