import { languageOf } from '../../lib/language-of.ts';
import { languageText } from '../../lib/language-text.ts';
import { language as own, messages } from '../../lib/messages.ts';

interface LanguageHintProps {
  draft: string;
  /** The customer's; null when nobody knows it. */
  language: string | null;
  /** Absent where no model is set up. */
  onTranslate?: (() => void) | undefined;
}

/** The customer's language where it is not the page's, and a word when the draft is in another one. */
export function LanguageHint({ draft, language, onTranslate }: LanguageHintProps) {
  if (language === null) return null;
  const written = languageOf(draft);
  const differs = written !== null && written !== language;
  if (!differs && language === own) return null;
  return (
    <p
      className={`flex flex-wrap gap-x-2 px-3.5 pb-1 text-xs ${differs ? 'font-medium text-near' : 'text-ink-faint'}`}
    >
      {differs
        ? messages.rewrite.otherLanguage(languageText(written), languageText(language))
        : messages.rewrite.customerLanguage(languageText(language))}
      {differs && onTranslate !== undefined && (
        <button type="button" onClick={onTranslate} className="font-semibold text-accent underline">
          {messages.rewrite.kinds.translate}
        </button>
      )}
    </p>
  );
}
