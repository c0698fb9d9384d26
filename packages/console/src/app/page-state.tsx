import type { ReactNode } from 'react';
import { Button } from '../components/button.tsx';
import { messages } from '../lib/messages.ts';

/** While a page's script is on its way. */
export function PageLoading() {
  return <Notice text={messages.navigation.loadingPage} />;
}

/** A page that broke, or whose script did not come. What happened is in the browser's console. */
export function PageFailed() {
  return (
    <Notice text={messages.navigation.pageFailed}>
      <Button onClick={() => location.reload()}>{messages.navigation.retry}</Button>
    </Notice>
  );
}

export function PageMissing() {
  return <Notice text={messages.navigation.notFound} />;
}

function Notice({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-3 p-8">
      <output className="block text-sm text-ink-faint">{text}</output>
      {children}
    </div>
  );
}
