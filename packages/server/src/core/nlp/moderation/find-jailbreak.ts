import { compilePattern } from '../compile-rule.ts';
import { tokenise } from '../tokenise.ts';
import { bothEnds, plainSpelling } from './plain-spelling.ts';

const OVERRIDE =
  'ignore|disregard|forget|override|overrule|bypass|neglect|skip|drop|discard|cancel|erase|delete|void|violate|break|stop following|do not follow|pay no attention to|stop obeying|do not obey';
const RULES =
  'instruction|instructions|prompt|prompts|guideline|guidelines|rules|programming|directive|directives|constraints|restrictions|safeguards|safety rules|system message|system prompt|policies you were given|training|limitations|commands|guardrails';
const CLASSES = { OVERRIDE, RULES };

/** Over the folded words of a message, one space between and around them. */
const SAID: readonly RegExp[] = [
  ' (?:{OVERRIDE}) (?:about )?(?:all |any |every |each |everything |of |the |your |my |these |those |its |openai |a |that |above |previous |prior |earlier |preceding |initial |original |system |existing |current |other |former |safety |content |ethical |developer ){1,7}(?:{RULES}) ',
  ' (?:{OVERRIDE}) (?:all |everything |anything )(?:that |which )?(?:you were told|you have been told|was said|above|before this|i said before and|written above|prior|previously said) ',
  ' (?:{OVERRIDE}) (?:all |everything |anything |whatever |what |that )(?:of )?(?:that |which )?(?:your |the |openai |they |you |my |all )?(?:developers?|creators?|makers?|programmers?|company|owners?|boss|admins?|system|they|were|have been|has been|been)(?: have| has| had| ever)? (?:told|taught|said|instructed|programmed|trained|ordered|given|tell|say|want|wants)(?: you)? ',
  ' (?:instructions|rules|messages|text|guidelines|prompts?) (?:that )?(?:you|u) (?:have )?(?:received|were given|got|have been given|were told|were sent|follow|started with) (?:before|at the (?:start|beginning)|from (?:your|the)|initially|by|first|prior|in the beginning) ',
  ' (?:as if|like|imagine|suppose|assume|that|because|where|and) (?:you|there) (?:had|have|has|are|were|is) (?:no |without |not bound by |free of |free from )(?:any |content |safety |more |usage |ethical ){0,3}(?:policy|policies|rules|restrictions|filters|filter|limits|guidelines|limitations|morals|ethics|censorship) ',
  ' (?:you are|be|become|act as|play|roleplay as|pretend to be) (?:a |an |the )?(?:[^ ]+ )?(?:ai|bot|chatbot|assistant|model|character) (?:[^ ]+ ){0,2}(?:with no|without|free of|that has no|who has no|that ignores|who ignores) (?:any )?(?:[^ ]+ )?(?:rules|restrictions|limits|filters|morals|ethics|guidelines|policy|policies) ',
  ' (?:olvida|ignora) (?:todo )?lo que te (?:han dicho|dijeron|ensenaron|han ordenado|ordenaron) | (?:oublie|ignore) (?:tout )?ce qu(?:e| on)? (?:[^ ]+ ){0,2}(?:t a|t ont) (?:dit|appris|ordonne) | (?:vergiss|ignoriere) (?:alles )?was (?:[^ ]+ ){0,3}(?:gesagt|beigebracht|befohlen) | (?:esqueca|esquece|ignore) (?:tudo )?o que (?:te|lhe) (?:disseram|ensinaram|ordenaram) | (?:dimentica|ignora) (?:tutto )?quello che ti (?:hanno|e stato) (?:detto|insegnato|ordinato) ',
  ' (?:you are now|you are no longer|from now on you(?: are| will be| act)?|act as|pretend (?:to be|you are|that you are|that you|you)|roleplay as|role play as|become|simulate|respond as|behave as|switch to|enter|enable|activate|you are) {..3}(?:dan|do anything now|jailbroken|jailbreak|unrestricted|unfiltered|uncensored|developer mode|debug mode|god mode|admin mode|root mode|sudo mode|an evil|evil ai|without (?:any )?(?:restrictions|rules|filters|limits|guidelines)|have no (?:rules|restrictions|filters|limits|guidelines)|no longer bound|not bound by|free from|stan|dude|aim|an ai without) ',
  ' (?:developer|debug|god|admin|root|sudo|maintenance|dan) mode (?:enabled|activated|on|now|is on|unlocked) | do anything now | jailbreak (?:prompt|mode|yourself|this)? ?| no restrictions mode ',
  ' (?:show|reveal|print|repeat|output|display|tell|give|write|list|dump|leak|share|summarize|summarise|translate|paste|echo|recite|return|expose|disclose|spell out|what is|what are|what were|read out|copy) {..4}(?:your|the|these|its|this) (?:[^ ]+ ){0,2}(?:system prompt|system message|initial prompt|hidden prompt|prompt|secret instructions|hidden instructions|initial instructions|original instructions|internal instructions|system instructions|developer message|internal rules|confidential instructions|instructions you were given|instructions above|instructions verbatim|pre prompt|preprompt) ',
  ' (?:repeat|print|output|show|copy|translate|say|write) (?:back )?(?:to me )?(?:all |everything |every word |the text |the words |all text |verbatim |word for word ){1,3}(?:that is |that was |written )?(?:above|before this|preceding|so far in your context|prior to this) ',
  ' (?:what|which) (?:were|are|was|is) (?:you|your) (?:[^ ]+ ){0,2}(?:told|instructed|instructions|programmed|system prompt|initial prompt) (?:to do before|before this|by the developer|verbatim|exactly|word for word|at the start)? ?',
  ' (?:new|updated|real|actual) (?:instructions|system prompt|directive|rules) (?:for you|follow|from (?:the )?(?:admin|developer|system|openai)|are|effective|override|begin) | (?:admin|administrator|developer|system|root) override | override (?:code|protocol|mode|safety) ',
  ' (?:i am|this is|speaking as|message from) (?:your|the|an|a) (?:developer|administrator|admin|creator|programmer|system administrator|engineer) (?:[^ ]+ ){0,6}(?:ignore|disable|reveal|unlock|override|grant|bypass|test mode|must obey|follow|give me|show) ',
  ' (?:disable|turn off|deactivate|remove|switch off|bypass|circumvent) (?:all |your |the |any |its ){1,3}(?:[^ ]+ )?(?:safety|filters|filter|restrictions|guardrails|moderation|safeguards|content policy|limitations|censorship|ethics) ',
  ' (?:you must|you will|you have to|you should) (?:now )?(?:obey|comply with|follow) (?:only )?(?:me|my (?:orders|commands|instructions)|all my) | answer (?:without|ignoring) (?:any )?(?:restrictions|rules|filters|guidelines|your instructions) ',
  ' (?:ignor[ae]s?|olvid[ae]s?|haz caso omiso de|no sigas|omite|descarta) (?:[^ ]+ ){0,3}(?:instrucciones|reglas|indicaciones|ordenes|prompt|directrices) (?:anteriores|previas|de arriba|del sistema|que te dieron)? ?| (?:muestra|muestrame|revela|dime|imprime|repite) (?:[^ ]+ ){0,2}(?:prompt|instrucciones) (?:del sistema|de sistema|inicial|iniciales|ocultas|internas) | (?:a partir de ahora|ahora) (?:eres|actua como|seras) (?:[^ ]+ ){0,3}(?:dan|sin restricciones|sin reglas|sin filtros) | actua como (?:[^ ]+ ){0,4}sin (?:restricciones|reglas|filtros|limites) ',
  ' (?:ignore[zr]?|oublie[zr]?|ne tiens pas compte|ne tenez pas compte|neglige[zr]?|outrepasse[zr]?) (?:[^ ]+ ){0,3}(?:instructions|consignes|regles|directives|prompt) (?:precedentes|ci dessus|anterieures|du systeme|systeme)? ?| (?:montre|affiche|revele|donne|repete|dis)(?:z|s)?(?: moi)? (?:[^ ]+ ){0,2}(?:prompt|instructions|consignes) (?:systeme|initiales?|cachees|internes|secretes) | (?:tu es maintenant|desormais tu es|agis comme|fais comme si tu etais) (?:[^ ]+ ){0,4}(?:dan|sans (?:restrictions?|regles|filtres?|limites)) ',
  ' (?:ignorier(?:e|en sie|t)?|vergiss|vergessen sie|missachte|umgehe|uberschreibe) (?:[^ ]+ ){0,4}(?:anweisungen|instruktionen|regeln|vorgaben|befehle|prompt|richtlinien) | (?:zeig|zeige|gib|nenne|verrate|wiederhole)(?: mir)? (?:[^ ]+ ){0,2}(?:systemprompt|system prompt|systemanweisung|systemanweisungen|anfangsanweisungen|internen anweisungen|geheimen anweisungen) | (?:du bist jetzt|ab jetzt bist du|ab sofort bist du|verhalte dich wie|tu so als warst du) (?:[^ ]+ ){0,4}(?:dan|ohne (?:einschrankungen|regeln|filter|grenzen)|uneingeschrankt) ',
  ' (?:ignore|ignora|esqueca|esquece|desconsidere|desconsidera|descarte) (?:[^ ]+ ){0,3}(?:instrucoes|regras|orientacoes|ordens|comandos|prompt|diretrizes) | (?:mostre|mostra|revele|revela|diga|imprima|repita|repete)(?: me)? (?:[^ ]+ ){0,2}(?:prompt|instrucoes) (?:do sistema|de sistema|inicial|iniciais|ocultas|internas) | (?:agora voce e|a partir de agora voce e|aja como|finja que e|finja ser) (?:[^ ]+ ){0,4}(?:dan|sem (?:restricoes|regras|filtros|limites)) ',
  ' (?:ignora|ignorate|dimentica|dimenticate|non seguire|trascura|scavalca) (?:[^ ]+ ){0,3}(?:istruzioni|regole|indicazioni|ordini|comandi|prompt|direttive) | (?:mostra|mostrami|rivela|dimmi|stampa|ripeti) (?:[^ ]+ ){0,2}(?:prompt|istruzioni) (?:di sistema|del sistema|iniziali|iniziale|nascoste|interne|segrete) | (?:ora sei|da ora sei|d ora in poi sei|comportati come|fai finta di essere) (?:[^ ]+ ){0,4}(?:dan|senza (?:restrizioni|regole|filtri|limiti)) ',
].map((pattern) => compilePattern(pattern, CLASSES));

/** A clause with one of these is about something else. */
const MEANT_OTHERWISE: readonly RegExp[] = [
  ' (?:ignore|disregard|forget|cancel|delete|skip) (?:all |my |the |about ){1,3}(?:last|previous|earlier|first|other|prior)? ?(?:message|messages|email|question|questions|order|orders|request|mail|chat|ticket) ',
  ' (?:washing|assembly|care|cooking|delivery|installation|setup|shipping|printed|manual|user) (?:instructions|guidelines|instruction) ',
  ' (?:instructions|guidelines|rules) (?:in the (?:box|manual|email)|for (?:assembly|returns|delivery|the assembly)) ',
].map((pattern) => compilePattern(pattern, CLASSES));

/** Marks with which prompts are built: a customer has no use for them. Over the text as it was written, in lower case. */
const MARKS: readonly RegExp[] = [
  /<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text)\|?>?/,
  /\[\/?inst\]|<<\/?sys>>/,
  /<\/?(?:system|assistant|user|instructions?|prompt|context|customer|customer_message|message|tool|tool_result|function_results|conversation|transcript|guidelines?|history|policy|human|ai)(?:\s[^<>\n]{0,60})?\/?>/,
  /(?:^|\n)\s{0,10}(?:#{1,4}\s{0,3}|\*{2})?(?:system|assistant|developer|ai)(?:\*{2})?\s{0,3}(?:message|prompt|instruction)?s?\s{0,3}:\s{0,5}[^\n]{0,80}\b(?:you|ignore|override|disregard|assistant|instruction|instructions|must|always|never|reveal|customer|refund|approved|grant)\b/,
  /(?:^|\n)\s{0,10}#{2,4}\s{0,3}(?:system|instruction|instructions|new instructions|override|end of (?:prompt|instructions|context))\b/,
  /(?:^|\n)\s{0,10}(?:-{3,}|={3,})\s{0,5}(?:end|begin|start) of (?:system |the )?(?:prompt|instructions|context|conversation)/,
  /\{\{\s{0,5}(?:system|#system|instructions|prompt)\b|"role"\s{0,3}:\s{0,3}"(?:system|assistant|developer|tool)"/,
];

const WINDOW_WORDS = 60;
const WINDOW_STEP = 45;

/** Whether a message tries to take over the AI's instructions, to read them out, or to pass for another speaker. */
export function findJailbreak(message: string): boolean {
  const written = bothEnds(message).toLowerCase();
  if (MARKS.some((mark) => mark.test(written))) return true;
  const words = tokenise(plainSpelling(message));
  for (let from = 0; from === 0 || from + WINDOW_WORDS - WINDOW_STEP < words.length; from += WINDOW_STEP) {
    const text = ` ${words.slice(from, from + WINDOW_WORDS).join(' ')} `;
    if (SAID.some((pattern) => pattern.test(text)) && !MEANT_OTHERWISE.some((pattern) => pattern.test(text)))
      return true;
  }
  return false;
}
