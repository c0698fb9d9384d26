import { foldText } from '../nlp/fold-text.ts';
import { tokenise } from '../nlp/tokenise.ts';
import { askedKinds } from '../recall/fact-kinds.ts';

const READ_CHARACTERS = 2000;
const QUESTION_MARK = /[?？؟]/;
/* Folded words that begin a question or a wish, in the languages that the desk speaks. */
const OPENINGS = [
  'how|what|when|where|which|who|why|can|could|may|do|does|did|is|are|will|would|should|i want|i would like|i need|i cannot|i can not|tell me|help me|explain|show me',
  'como|cuando|donde|cual|cuales|cuanto|cuanta|cuantos|quien|que|por que|puedo|puede|pueden|quiero|quisiera|necesito|me gustaria|hay|tengo que',
  'wie|wann|wo|welche|welcher|welches|wer|warum|wieso|weshalb|was|wieviel|wohin|kann|konnen|konnte|darf|muss|ist|sind|gibt es|ich mochte|ich will|ich brauche|ich kann nicht',
  'comment|quand|ou|quel|quelle|quels|quelles|qui|pourquoi|combien|puis je|pouvez|peut on|est ce|je voudrais|je veux|j ai besoin',
  'come|quando|dove|quale|quali|chi|perche|quanto|quanta|posso|potete|puo|vorrei|voglio|ho bisogno',
  'onde|qual|quais|quem|porque|quanto|pode|podem|quero|gostaria|preciso',
  'hoe|wanneer|waar|welke|wie|waarom|hoeveel|kan|kunnen|mag|moet|ik wil|ik zou|ik heb nodig',
  'jak|kiedy|gdzie|ktory|ktora|ktore|kto|dlaczego|ile|czy|moge|chce|chcialbym|potrzebuje',
].join('|');
const OPENING = new RegExp(
  `^ (?:(?:and|so|but|ok|okay|hi|hello|y|und|et|e|en|i|hola|hallo|bonjour|please|also) ){0,3}(?:${OPENINGS}) `,
);

/** Whether a customer asks or wants something: thanks, greetings and what he was asked for need no article. */
export function asksSomething(message: string): boolean {
  const text = message.slice(-READ_CHARACTERS);
  if (QUESTION_MARK.test(text) || askedKinds(text).size > 0) return true;
  return text
    .split(/[.!\n]+/)
    .some((sentence) => OPENING.test(` ${tokenise(foldText(sentence)).join(' ')} `));
}
