import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode, RefObject } from 'react';
import { useLayoutEffect, useRef } from 'react';
import { messages } from '../lib/messages.ts';

interface DialogFrameProps {
  open: boolean;
  onClose: () => void;
  title: string;
  initialFocus?: RefObject<HTMLElement | null>;
  /** `side`: along the right edge, for what is read rather than filled in; on a phone the whole screen. */
  place?: keyof typeof PLACES;
  children: ReactNode;
}

const PLACES = {
  centre: {
    popup:
      'top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[28rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 rounded-xl border p-5 data-ending-style:scale-98 data-starting-style:scale-98',
    head: 'mb-4',
  },
  side: {
    popup:
      'thin-scroll inset-y-0 right-0 w-[30rem] max-w-full overscroll-contain px-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:border-l data-ending-style:translate-x-3 data-starting-style:translate-x-3',
    head: 'sticky top-0 z-10 -mx-5 mb-4 border-b border-line bg-raised px-5 py-3',
  },
};

/** A modal dialog: focus stays inside and goes back where it was; Esc and a click beside it close it. */
export function DialogFrame({
  open,
  onClose,
  title,
  initialFocus,
  place = 'centre',
  children,
}: DialogFrameProps) {
  const popup = useRef<HTMLDivElement>(null);
  const opener = useRef<Element | null>(null);
  useLayoutEffect(() => {
    if (open) opener.current = document.activeElement;
  }, [open]);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-ink/30 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 dark:bg-ground/70" />
        <Dialog.Popup
          ref={popup}
          // A touch would bring up the keyboard over what is to be read first.
          initialFocus={initialFocus ?? ((how) => how === 'touch' || (firstField(popup.current) ?? true))}
          finalFocus={() => placeToReturn(opener.current)}
          className={`fixed z-50 overflow-y-auto border-line bg-raised shadow-float outline-none transition-[opacity,scale,translate] duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 ${PLACES[place].popup}`}
        >
          <div className={`flex items-start justify-between gap-4 ${PLACES[place].head}`}>
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

/** What is to be filled in first; the cross before it is for those who change their mind. */
function firstField(popup: HTMLElement | null): HTMLElement | null {
  return popup?.querySelector('input:not([type="checkbox"]), select, textarea') ?? null;
}

/**
 * Where the focus goes back to: what opened the dialog, or the page's main part when that is gone by now. Nowhere
 * when what closed it has led the reader elsewhere, e.g. to a message.
 */
function placeToReturn(opener: Element | null): HTMLElement | null | false {
  const { activeElement: led } = document;
  if (led !== null && led !== document.body && led.closest('[role="dialog"]') === null) return false;
  const there = opener instanceof HTMLElement && opener !== document.body && opener.checkVisibility();
  return there ? opener : document.querySelector<HTMLElement>('#main');
}
