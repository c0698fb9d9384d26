import { messages } from './messages.ts';

/** A reply form that has not come by then is not coming: the accept was refused, or the conversation is gone. */
const PATIENCE_MS = 5000;

/** Puts the focus into the reply of a conversation that was just accepted, as soon as it is on screen. */
export function focusReply(handoffId: string): void {
  // That of the conversation before may still stand there.
  const before = isOpen(handoffId) ? null : replyField();
  if (focused()) return;
  const observer = new MutationObserver(() => {
    if (focused()) stop();
  });
  const timer = setTimeout(stop, PATIENCE_MS);
  observer.observe(document.body, { childList: true, subtree: true });

  function focused(): boolean {
    const field = isOpen(handoffId) ? replyField() : null;
    if (field === null || field === before) return false;
    field.focus();
    return true;
  }
  function stop(): void {
    observer.disconnect();
    clearTimeout(timer);
  }
}

function isOpen(handoffId: string): boolean {
  return location.pathname.endsWith(`/handoffs/${handoffId}`);
}

function replyField(): HTMLElement | null {
  return document.querySelector<HTMLElement>(
    `main textarea[aria-label="${CSS.escape(messages.composer.reply)}"]`,
  );
}
