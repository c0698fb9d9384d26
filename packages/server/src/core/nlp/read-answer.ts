import { foldText } from './fold-text.ts';
import { tokenise } from './tokenise.ts';

const MOST_WORDS = 8;

/** Words that mean yes whatever follows … */
const YES =
  /^ (?:(?:oh|well|um|ok|okay|hi|great|good|and) )?(?:yes|yeah|yep|yup|ya|sure|of course|certainly|absolutely|definitely|affirmative|please do|go ahead|do it|do that|that would be (?:great|good|nice|helpful|lovely|fine|perfect)|i would like that|why not|let us do (?:it|that)|si|claro|vale|por supuesto|oui|d accord|bien sur|volontiers|ja|jawohl|gerne|gern|naturlich|sim|pode ser|certo|va bene|certamente|graag|tak) /;
/** … and those that do when nothing else is said. */
const BARE_YES =
  /^ (?:ok|okay|okey|alright|all right|correct|right|exactly|indeed|please|perfect|it is|i do|i would|i think so|that is (?:right|correct|it|fine)|that works|sounds good|good|great|fine|prosze|ok please)(?: (?:please|thanks|thank you|then|do|ok|good))* $/;
const ASKS = / (?:what|when|where|which|who|how|why) /;
const NO =
  /^ (?:(?:oh|well|um|ok|okay) )?(?:no|nope|nah|not really|not now|not yet|no thanks|no thank you|rather not|never|negative|wrong|incorrect|i do not|i would not|do not|please do not|that is (?:wrong|not right|not it|not correct)|neither|none|nein|nicht|non|nao|nee|nie) /;

/** What a short reply to a yes-or-no question says; null when it says something else. */
export function readAnswer(text: string): 'yes' | 'no' | null {
  const words = tokenise(foldText(text.slice(0, 300)));
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const canonical = ` ${words.join(' ')} `;
  if (NO.test(canonical)) return 'no';
  if (BARE_YES.test(canonical)) return 'yes';
  return YES.test(canonical) && !ASKS.test(canonical) ? 'yes' : null;
}

const NEVER_MIND =
  /^ (?:(?:oh|no|ok|okay|well|actually|sorry|please|thanks|wait|hm|hmm) ){0,3}(?:never ?mind|forget (?:it|that|about it)|(?:just |please )?(?:cancel|stop|drop|leave|abort|skip) (?:it|that|this|please)?|cancel|stop|let it be|leave it|i changed my mind|i have changed my mind|changed my mind|i do not want (?:to|that|this|it) ?(?:any ?more|any longer|anymore)?|not (?:any ?more|now|today|interested)|no longer(?: needed)?|do not bother|scrap that|olvidalo|dejalo|laisse tomber|oubliez|vergiss es|vergessen sie es|egal|esquece|deixa|lascia stare|lascia perdere|laat maar|niewazne) /;

/** Whether the customer calls off what he was being asked for. */
export function isNeverMind(text: string): boolean {
  const words = tokenise(foldText(text.slice(0, 300)));
  return words.length > 0 && words.length <= MOST_WORDS && NEVER_MIND.test(` ${words.join(' ')} `);
}

const DOES_NOT_KNOW =
  / (?:no idea|(?:do|can|could) not (?:really |actually |even )?(?:know|have|find|remember|recall)|not sure|no clue|unsure|forgot|forgotten|lost it|have none|without (?:a|the|my) number|idk|dunno|haven t got|have not got|no se|je ne sais pas|weiss (?:ich )?nicht|nao sei|non lo so) /;

/** Whether the customer says that he cannot tell what he was asked for. */
export function doesNotKnow(text: string): boolean {
  const words = tokenise(foldText(text.slice(0, 300)));
  return words.length > 0 && words.length <= MOST_WORDS + 2 && DOES_NOT_KNOW.test(` ${words.join(' ')} `);
}
