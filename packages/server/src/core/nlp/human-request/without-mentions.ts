import { foldText } from '../fold-text.ts';

const QUOTED = /"([^"\n]{2,200})"|“([^”\n]{2,200})”|„([^“”\n]{2,200})[“”]|«([^»\n]{2,200})»/g;
/** So much before a quotation tells whose words it is. */
const LOOKED_BACK = 40;

/** What is written, said or shown, and by whom is not told. */
const MENTIONED =
  /(?:^|[^a-z])(?:says?|said|saying|states?|tells?|told|reads?|wrote|writes|written|shows?|shown|displays?|typed?|typing|click(?:ed)?|press(?:ed)?|buttons?|options?|menu|links?|label(?:led|ed)?|called|named|words?|phrase|page|screen|sign|steht|sagt|zeigt|schrieb|heisst|knopf|taste|dice|dijo|boton|pone|pagina|dit|ecrit|bouton|page|diz|disse|botao|scrive|scritto|pulsante|zegt|staat|knop|mowi|pisze|przycisk)[^a-z]*$/;
const BUTTON_AFTER =
  /^[^a-z]*(?:button|option|link|menu|page|knopf|taste|boton|bouton|botao|pulsante|knop|przycisk)(?:[^a-z]|$)/;
/** Whoever quotes himself means what he said. */
const OWN_WORDS =
  /(?:^|[^a-z])(?:i(?:'ve| have)? (?:already |just |clearly |only )?(?:said|told|asked|wrote|typed|say)|ich (?:habe )?(?:schon )?(?:sagte|schrieb|gesagt|geschrieben)|he dicho|dije|j'ai dit|eu disse|ho detto)(?: [a-z]+){0,2}[^a-z]*$/;

/**
 * A message without what is only mentioned in it: the words on a button, what a page says. What somebody says in
 * quotation marks for emphasis, or has said himself, stays.
 */
export function withoutMentions(message: string): string {
  if (!/["“„«]/.test(message)) return message;
  return message.replace(QUOTED, (quoted: string, ...rest: unknown[]) => {
    const at = rest.find((each) => typeof each === 'number') ?? 0;
    const before = foldText(message.slice(Math.max(0, at - LOOKED_BACK), at));
    const after = foldText(message.slice(at + quoted.length, at + quoted.length + LOOKED_BACK));
    if (OWN_WORDS.test(before)) return quoted;
    return MENTIONED.test(before) || BUTTON_AFTER.test(after) ? ' … ' : quoted;
  });
}
