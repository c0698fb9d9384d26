import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { announce } from '../../lib/announcer.ts';
import { messages } from '../../lib/messages.ts';

/** Text to take along: shown, and copied with a click where the browser allows it. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState<string | null>(null);
  const texts = messages.settings;
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
      announce(texts.copied);
    } catch {
      // It can still be marked and copied by hand.
    }
  }
  return (
    <div className="flex items-start gap-2">
      <pre className="said min-w-0 flex-1 rounded-lg bg-sunken px-3 py-2 font-mono text-xs text-ink-soft">
        {text}
      </pre>
      <Button aria-label={`${texts.copy}: ${label}`} onClick={() => void copy()}>
        {copied === text ? texts.copied : texts.copy}
      </Button>
    </div>
  );
}
