import { stemsOf } from '../../../core/nlp/content-stems.ts';
import { foldText } from '../../../core/nlp/fold-text.ts';
import { stem } from '../../../core/nlp/stem.ts';
import { tokenise } from '../../../core/nlp/tokenise.ts';
import type { HistoryMessage, StretchFacts } from '../../../engine/conversation-context.ts';
import type { TurnContext } from '../../../engine/turn-context.ts';
import { renderData } from './render-data.ts';

/** One thing that a person of the company said or wrote down. */
export interface Fact {
  /** Null: shown as the AI's own words. '': somebody whose name is not known. */
  readonly by: string | null;
  readonly words: string;
  readonly recorded: boolean;
  /** It was done with a tool. */
  readonly done?: true;
}

const COURTESIES = new Set(
  'welcome pleasure hold moment sorry great help glad chat here'.split(' ').map(stem),
);
const MOST_FACTS = 200;
const READ_CHARACTERS = 4000;

/** What was said in the last stretch and what was written down of it; of those before only that. */
export function factsOf({ stretch, pastStretches, customer }: TurnContext): readonly Fact[] {
  if (stretch === null) return [];
  const people = new Set(stemsOf(tokenise(foldText(`${stretch.people.join(' ')} ${customer.name}`))));
  const tells = (words: string): boolean =>
    stemsOf(tokenise(foldText(words))).some((each) => !people.has(each) && !COURTESIES.has(each));
  const person = stretch.operatorName ?? '';
  const said = stretch.messages.flatMap((message) =>
    spokenBy(message)
      ? sentences(message.text)
          .filter(tells)
          .map((words) => ({
            by: message.onBehalf === true ? null : message.name || person,
            words,
            recorded: false,
          }))
      : [],
  );
  const recorded = [...pastStretches, stretch].flatMap(({ operatorName, outcome }) =>
    outcome === null || outcome.trim() === ''
      ? []
      : [{ by: operatorName ?? '', words: outcome.trim(), recorded: true }],
  );
  const done = actionsOf(stretch);
  // What was recorded in the words in which it was said is told once.
  const noted = recorded.map(({ words }) => plain(words));
  const rest = said.filter(({ words }) => !noted.some((note) => note.includes(plain(words))));
  return [...rest, ...done, ...recorded].slice(-MOST_FACTS);
}

/** What was done, with what came of it; what failed is not. */
function actionsOf({ actions = [], operatorName }: StretchFacts): Fact[] {
  return actions
    .filter(({ failed }) => !failed)
    .map(({ toolId, by, data }) => {
      const tool = toolId.slice(toolId.indexOf(':') + 1).replace(/[_-]+/g, ' ');
      const came = renderData(data).slice(0, READ_CHARACTERS);
      const words = came === '' ? tool : `${tool}: ${came}`;
      return { by: by ?? operatorName ?? '', words, recorded: false, done: true };
    });
}

function spokenBy({ author, onBehalf }: HistoryMessage): boolean {
  return author === 'human' || onBehalf === true;
}

function plain(text: string): string {
  return ` ${tokenise(foldText(text)).join(' ')} `;
}

/** A sentence ends not at the point of a number, of a day ("14. März") or of a title ("Dr. Ito"). */
const SENTENCE_END =
  /(?<=[!?])\s+|(?<=(?<!\d|\b(?:mr|mrs|ms|dr|sr|sra|nr|no|st|hr|fr|art|bzw|ca))\.)\s+|\n+/i;
const AFTER_NUMBER =
  /(?<=\d\.)\s+(?=\p{Lu})(?!(?:Jan|Feb|Mär|Mae|Mar|Apr|Mai|May|Jun|Jul|Aug|Sep|Okt|Oct|Nov|Dez|Dec))/u;

function sentences(text: string): string[] {
  return text
    .slice(0, READ_CHARACTERS)
    .split(SENTENCE_END)
    .flatMap((part) => part.split(AFTER_NUMBER))
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.endsWith('?'));
}
