import { foldText } from '../../../core/nlp/fold-text.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';

/** Things people ask an assistant that no company's agent is there for. */
const SUBJECTS =
  / (?:weather|temperature outside|forecast|joke|jokes|poem|poems|haiku|riddle|song|songs|lyrics|recipe|recipes|cook|cooking|lasagna|pizza|restaurant|restaurants|football|soccer|basketball|baseball|world cup|olympics|super bowl|president|prime minister|election|elections|politics|politician|capital of|population of|movie|movies|film|films|netflix|actor|actress|celebrity|horoscope|zodiac|bitcoin|crypto|cryptocurrency|stock price|stocks|lottery|translate|translation|homework|essay|math problem|equation|square root|python|javascript|java|code|coding|programming|algorithm|chatgpt|openai|gpt|llm|language model|system prompt|your prompt|your instructions|meaning of life|alien|aliens|dinosaur|dinosaurs|universe|planet|planets|history of|tell me a story|story about|sing|dance|girlfriend|boyfriend|marry me|love me|date me|god|religion|bible|war in|news today|latest news|diet|lose weight|workout|gym|tattoo|video game|fortnite|minecraft|playlist|spotify|youtube|instagram|tiktok|facebook|twitter) /;
const ARITHMETIC =
  /^\s*(?:what is |what's |whats |how much is |calculate )?\d{1,9}\s*[-+*x/]\s*\d{1,9}\s*(?:=\s*)?\??\s*$/i;

/** Whether a message is about something that has nothing to do with the business; false when in doubt. */
export function isOffTopic(text: string): boolean {
  if (ARITHMETIC.test(text.slice(0, 100))) return true;
  const words = tokenise(foldText(text.slice(0, 1000)));
  return SUBJECTS.test(` ${words.join(' ')} `);
}
