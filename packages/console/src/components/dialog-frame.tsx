import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { messages } from '../lib/messages.ts';

interface DialogFrameProps {
  open: boolean;
  onClose: () => void;
  title: string;
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** A modal dialog: focus stays inside and goes back where it was; Esc and a click beside it close it. */
export function DialogFrame({ open, onClose, title, initialFocus, children }: DialogFrameProps) {
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (open) opener.current = document.activeElement;
  }, [open]);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/30 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-ground/70" />
        <Dialog.Popup
          initialFocus={initialFocus ?? true}
          finalFocus={() => placeToReturn(opener.current)}
          className="fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[28rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-xl border border-line bg-raised p-5 shadow-float outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
            <Dialog.Close
              aria-label={messages.shortcuts.close}
              className="-mt-1 -mr-1 grid size-8 place-items-center rounded-lg text-lg text-ink-faint hover:bg-hover hover:text-ink"
            >
              <span aria-hidden="true">×</span>
            </Dialog.Close>
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Where the focus goes back to: what opened the dialog, or the page's main part when that is gone by now. */
function placeToReturn(opener: Element | null): HTMLElement | null {
  const there = opener instanceof HTMLElement && opener !== document.body && opener.checkVisibility();
  return there ? opener : document.querySelector('main');
}
