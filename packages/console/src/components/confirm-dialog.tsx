import type { ReactNode } from 'react';
import { useRef } from 'react';
import { messages } from '../lib/messages.ts';
import { Button } from './button.tsx';
import { DialogFrame } from './dialog-frame.tsx';

interface ConfirmDialogProps {
  open: boolean;
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** What the button says that does it. */
  act: string;
  /** Why it could not be done. */
  fault?: string | null | undefined;
  pending?: boolean;
  onAct: () => void;
  onClose: () => void;
}

/** Asks before something that cannot simply be taken back. The way out has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, act, fault = null, pending = false, onAct, onClose } = props;
  const out = useRef<HTMLButtonElement>(null);
  return (
    <DialogFrame open={open} onClose={onClose} title={title} initialFocus={out}>
      <div className="grid gap-4">
        <div className="grid gap-2 text-sm text-pretty text-ink-soft">{children}</div>
        <p role="alert" className="text-sm font-medium text-late empty:hidden">
          {fault}
        </p>
        <div className="flex justify-end gap-2">
          <Button ref={out} look="quiet" onClick={onClose}>
            {messages.closing.cancel}
          </Button>
          <Button look="primary" onClick={onAct} disabled={pending}>
            {act}
          </Button>
        </div>
      </div>
    </DialogFrame>
  );
}
