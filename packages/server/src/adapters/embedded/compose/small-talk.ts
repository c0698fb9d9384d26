import { foldText } from '../../../core/nlp/fold-text.ts';
import { readAnswer } from '../../../core/nlp/read-answer.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import { helpWith } from './topics.ts';

const MOST_WORDS = 12;
const GREETING =
  /^ (?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|dear|hallo|hola|bonjour|ciao|ola|guten tag|moin)(?: (?:hi|hello|there|again|everyone|all|team|good|morning|afternoon|evening|bot|agent|assistant|to|you|how|are|is|it|going|doing|today))* $/;
const HOW_ARE_YOU =
  /^(?: (?:hi|hello|hey))? (?:how are you|how is it going|how do you do|are you ok|how are things|what is up|you ok)(?: [^ ]+){0,3} $/;
const THANKS =
  /^(?: (?:ok|okay|great|perfect|super|good|nice|cool|awesome|wonderful|excellent|alright|fine|ah|oh|got it|i see|that is|very|all|right|well|yes|no|and|so)){0,5} (?:thanks|thank you|thx|ty|cheers|much appreciated|appreciate it|gracias|merci|danke|obrigado|obrigada|grazie|dank|dziekuje)(?: [^ ]+){0,7} $/;
const PRAISE =
  /^ (?:ok|okay|great|perfect|super|good|nice|cool|awesome|wonderful|excellent|alright|all right|fine|got it|i see|understood|that helps|that helped|sounds good|that is all|that is it|that was all|makes sense)(?: (?:great|good|then|to|know|now|for|now|it|helps|helped|that|is|all|fine|perfect|thank|you)){0,5} $/;
const GOODBYE =
  /^(?: (?:ok|okay|thanks|thank you|great|well)){0,2} (?:bye|goodbye|good bye|bye bye|see you|see ya|have a (?:nice|good|great) (?:day|one|evening|weekend)|good night|take care|ciao|adios|tschuss|au revoir)(?: [^ ]+){0,3} $/;
const WHO =
  / (?:who are you|what are you|what is your name|are you (?:a |an |really |actually )*(?:bot|robot|human|person|real|ai|machine|computer|chatbot|real person|program)|am i (?:talking|speaking|chatting|writing) (?:to|with) (?:a |an )?(?:real |actual )?(?:bot|robot|human|person|ai|machine|computer|somebody|someone)|is this (?:a |an )?(?:real |actual )?(?:bot|robot|human|person|ai|machine|chatbot)|are you (?:a )?(?:real|human) |you are (?:a )?(?:bot|robot|ai|machine)) /;
const WHAT_CAN_YOU_DO =
  /^(?: (?:so|and|ok|hi|hello|hey|please))* (?:what can you (?:do|help)|what do you (?:do|know)|how can you help|what can i ask|what (?:are you able|else can you)|can you help|help|help me|i need help|i need (?:some )?assistance|i have a question|i have questions|question|a question|menu|start|options)(?: [^ ]+){0,5} $/;

/** Courtesies and questions about the AI itself; null when the message is about something. */
export function smallTalk(context: TurnContext, text: string): string | null {
  const words = tokenise(foldText(text.slice(0, 400)));
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const said = ` ${words.join(' ')} `;
  if (WHO.test(said)) return whoAmI(context);
  if (HOW_ARE_YOU.test(said)) return "I'm doing well, thank you. How can I help you?";
  if (GREETING.test(said)) return `Hello${name(context)}! How can I help you today?`;
  if (GOODBYE.test(said)) return 'Goodbye, and take care. I am here whenever you need something.';
  const answer = readAnswer(text);
  if (answer === 'no') return 'All right. I am here if there is anything else.';
  if (THANKS.test(said)) return "You're welcome. Is there anything else I can do for you?";
  if (WHAT_CAN_YOU_DO.test(said))
    return `Of course. ${helpWith(context.behaviour) ?? 'What can I do for you?'}`;
  if (PRAISE.test(said)) return 'Good. Is there anything else I can do for you?';
  return answer === 'yes' ? 'Good. What can I do for you?' : null;
}

/** Opens a conversation. */
export function greet(context: TurnContext): string {
  return `Hello${name(context)}! I am ${context.agent.name}. How can I help you today?`;
}

function whoAmI({ agent, behaviour }: TurnContext): string {
  const help = helpWith(behaviour);
  const person = 'If you would rather talk to a person, just say so.';
  return [`I am ${agent.name}, an AI assistant, not a person.`, help, person]
    .filter((part) => part !== null)
    .join(' ');
}

/** Customers that never told their name go by a made-up one. */
function name({ customer }: TurnContext): string {
  return customer.id === 'guest' || /guest|anonymous|customer|visitor/i.test(customer.name)
    ? ''
    : ` ${customer.name}`;
}
