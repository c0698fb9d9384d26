import type { Alternative } from '@baton/protocol';
import type { VNode } from 'preact';
import { useMoreMessages } from './use-more-messages.ts';
import { ClockIcon, MailIcon, PhoneIcon } from './extra-icons.tsx';
import { SparkIcon } from './icons.tsx';
import { unbroken } from './unbroken.tsx';

interface AlternativesProps {
  of: readonly Alternative[];
  busy: boolean;
  onChoose: (alternative: Alternative) => void;
}

/** What may be chosen instead of waiting, and waiting itself. */
export function Alternatives({ of, busy, onChoose }: AlternativesProps): VNode {
  const words = useMoreMessages();
  const faces: Record<Alternative, [() => VNode, string]> = {
    wait: [ClockIcon, words.keepWaiting],
    callback: [PhoneIcon, words.callMeBack],
    email: [MailIcon, words.emailMe],
    ai: [SparkIcon, words.goOnWithAi],
  };
  return (
    <div class="alternatives">
      {of.map((alternative) => {
        const [Icon, label] = faces[alternative];
        return (
          <button
            key={alternative}
            type="button"
            class="choice"
            disabled={busy}
            onClick={() => onChoose(alternative)}
          >
            <Icon />
            <span>{unbroken(label)}</span>
          </button>
        );
      })}
    </div>
  );
}
