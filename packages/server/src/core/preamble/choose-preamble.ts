import { contentId } from '../content-id.ts';
import { guessLanguage } from '../nlp/guess-language.ts';

/** Short words that promise nothing, by language (ISO 639-1). */
const PREAMBLES: Readonly<Record<string, readonly string[]>> = {
  en: ['Let me see.', 'One moment, please.', 'Let me look into that.', 'Just a second.'],
  de: ['Einen Moment bitte.', 'Ich sehe nach.', 'Das schaue ich mir an.'],
  fr: ['Un instant, s’il vous plaît.', 'Je regarde cela.', 'Voyons cela.'],
  es: ['Un momento, por favor.', 'Déjeme ver.', 'Lo miro ahora.'],
  it: ['Un attimo, per favore.', 'Vediamo.', 'Controllo subito.'],
  pt: ['Um momento, por favor.', 'Deixe-me ver.', 'Vou verificar.'],
  nl: ['Een moment, alstublieft.', 'Ik kijk het na.', 'Even kijken.'],
  pl: ['Chwileczkę.', 'Już sprawdzam.', 'Zobaczmy.'],
  sv: ['Ett ögonblick.', 'Jag tittar på det.', 'Låt mig se.'],
};

/**
 * A short word in the conversation's language, or one of the author's examples. The same message gives the same
 * word; `seed` differs from turn to turn. Null in a language of which we know no words.
 */
export function choosePreamble(
  message: string,
  seed: string,
  examples: readonly string[] | undefined,
): string | null {
  const texts = examples ?? PREAMBLES[guessLanguage(message) ?? 'en'];
  if (texts === undefined || texts.length === 0) return null;
  return texts[sum(contentId('preamble', seed)) % texts.length] ?? null;
}

function sum(text: string): number {
  let total = 0;
  for (const character of text) total += character.charCodeAt(0);
  return total;
}
