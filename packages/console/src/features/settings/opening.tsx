import { Button } from '../../components/button.tsx';
import { messages } from '../../lib/messages.ts';

/** Before a form can be shown: what it needs is being read, or is not there any more. */
export function Opening({ failed, onBack }: { failed: boolean; onBack: () => void }) {
  const texts = messages.settings;
  if (!failed) return <p className="text-sm text-ink-faint">{texts.loading}</p>;
  return (
    <div role="alert" className="grid justify-items-start gap-3 text-sm">
      <p className="font-medium text-late">{texts.failed}</p>
      <Button onClick={onBack}>{texts.back}</Button>
    </div>
  );
}
