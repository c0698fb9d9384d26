import { foldText } from '../fold-text.ts';
import { splitSentences } from '../split-sentences.ts';
import { tokenise } from '../tokenise.ts';
import { findTransferPromise } from './find-transfer-promise.ts';

/** Words and phrases that say at once, folded, in the languages in which promises are read. */
const NOW = [
  'now|immediately|instantly|straight away|right away|at once|momentarily|shortly|one moment|a moment|a second|hold on|stay with me',
  'jetzt|sofort|gleich|umgehend|unverzuglich|direkt|einen moment|einen augenblick',
  'ahora|inmediatamente|enseguida|de inmediato|ya mismo|un momento|un segundo',
  "maintenant|immediatement|tout de suite|a l'instant|un instant|un moment|une seconde",
  'adesso|ora|subito|immediatamente|un attimo|un momento|un secondo',
  'agora|imediatamente|de imediato|um momento|um instante|um segundo',
  'nu|meteen|direct|onmiddellijk|nu direct|een moment|een ogenblik',
  'teraz|natychmiast|juz|od razu|zaraz|chwileczke',
].join('|');

/** What puts it off: a condition, or a time that is not now. */
const LATER = [
  'as soon as|once|when|until|after|then|tomorrow|later|back|open|opens|opening|in line|queue|next|monday|tuesday|wednesday|thursday|friday|saturday|sunday',
  'sobald|wenn|bis|nachdem|dann|morgen|spater|wieder|geoffnet|warteschlange|nachster|nachsten|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag',
  'en cuanto|cuando|hasta|despues|entonces|manana|mas tarde|abramos|cola|lunes|martes|miercoles|jueves|viernes|sabado|domingo',
  'des que|quand|lorsque|apres|ensuite|demain|plus tard|reouverture|file|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche',
  'appena|quando|finche|dopo|poi|domani|piu tardi|riapriremo|coda|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica',
  'assim que|quando|ate|depois|entao|amanha|mais tarde|reabrirmos|fila|segunda|terca|quarta|quinta|sexta|sabado|domingo',
  'zodra|wanneer|als|totdat|daarna|dan|morgen|later|weer|wachtrij|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag',
  'gdy|kiedy|jak tylko|dopoki|potem|wtedy|jutro|pozniej|po otwarciu|kolejce|poniedzialek|wtorek|srode|czwartek|piatek|sobote|niedziele',
].join('|');

const SAYS_NOW = new RegExp(` (?:${NOW}) `);
const SAYS_LATER = new RegExp(` (?:${LATER}) `);
const READ_CHARACTERS = 8000;

/**
 * The sentence that promises a person for now (H4.5): it says "now", or it promises one and nothing puts it off. Null
 * when none does. For texts that are said while nobody can come: better one sentence too many than one too few.
 */
export function findPromiseOfNow(text: string): string | null {
  const read = text.slice(0, READ_CHARACTERS);
  for (const { text: sentence } of splitSentences(read)) {
    if (findTransferPromise(sentence) === null) continue;
    const words = ` ${tokenise(foldText(sentence)).join(' ')} `;
    if (SAYS_NOW.test(words) || !SAYS_LATER.test(words)) return sentence;
  }
  return null;
}
