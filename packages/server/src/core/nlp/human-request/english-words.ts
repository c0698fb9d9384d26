/* Word classes of the English rules, and the words that misspellings are corrected to. */

const PERSON_WORDS =
  'human|humans|agent|agents|representative|representatives|rep|reps|operator|operators|advisor|advisors|adviser|advisers|supervisor|supervisors|manager|managers|employee|employees|colleague|colleagues|clerk|staff|csr|teammate|coworker';

const ANYBODY_WORDS =
  'person|people|someone|somebody|anyone|anybody|man|woman|guy|lady|gentleman|individual|expert|experts|professional|specialist|specialists|consultant|consultants|associate|associates|attendant|boss|adjuster|handler|technician|member of|members of|assistant|assistants|handlers';

/** What follows the noun and makes it mean something else. */
const NOT_BEFORE =
  'fee|fees|number|numbers|id|ids|code|codes|commission|discount|portal|login|hours|hour|resources|resource|rights|error|errors|body|trafficking|account|accounts|policy|license|licence|manual|app|training|salary|insured|covered|named|injured|owned|driving|living|at fault|damage|liability|doctor|visit|visits|appointment|treatment|referral|surgeon|cover';

/** What stands before the noun and makes it somebody else. */
const NOT_AFTER =
  'travel|estate|realty|letting|booking|shipping|cleaning|bleaching|secret|machine|tour|crane|forklift|asset|fund|task|password|file|property|no|per|in|third|first|insured|injured|hr|smooth';

const DID_SOMETHING =
  'who|that) (?:hit|crashed|caused|stole|damaged|owns|owned|drives|drove|lives|lived|died|was|were|is|has|had|sold|robbed|attacked|broke|took|made|sent|called|told';

export const ENGLISH_CLASSES: Readonly<Record<string, string>> = {
  PERSON: `(?<! (?:${NOT_AFTER}) )(?:${PERSON_WORDS})(?! (?:${NOT_BEFORE}) )(?! (?:${DID_SOMETHING}) )`,
  ANYBODY: `(?<! (?:${NOT_AFTER}|contact|emergency) )(?:${ANYBODY_WORDS})(?! (?:${NOT_BEFORE}|involved) )(?! (?:${DID_SOMETHING}) )`,
  SERVICE:
    '(?:customer|client|technical|tech|phone|live) (?:service|services|support|care|assistance|relations|chat|help)|support|helpdesk|help desk|service desk|call center|call centre|service team|customer service',
  UNIT: 'management|department|dept|team|desk|office|division|billing|sales|complaints|reception|front desk',
  NOT_HOURS:
    '(?! (?:hours|hour|number|numbers|phone|email|mail|address|line|times|opening|ticket|plan|policy|page|website|contact|fee|cover|coverage) )',
  WHO: '{PERSON}|{ANYBODY}|{SERVICE}{NOT_HOURS}|{UNIT}{NOT_HOURS}',
  DET: '~|a|an|the|your|some|any|another|one of your|one of the|my|this|actual|to a|to an',
  REAL: 'real|live|living|actual|human|physical|genuine|proper|breathing|qualified|competent|different|other|senior|dedicated|flesh',
  /** Words between a preposition and the noun. */
  GAP: '(?:(?!(?:about|regarding|concerning|that|who|which|than|instead|without|you|and|for|because|if|when|is|was|i|how|what|bot|robot) )[^ ]+ ){0,4}',
  TALK: 'talk|speak|chat|converse|communicate|interact|conversation|conversations|word|deal|consult',
  TALKING: 'talking|speaking|chatting|conversing|communicating|interacting|dealing',
  SEND: 'transfer|connect|forward|redirect|switch|reroute|route|refer|patch|direct|pass|hand|put|take|move|send|escalate|bring|turn',
  MINE: '(?:~|me|us|this|it)|(?:my|the|this|our) (?:chat|call|case|conversation|ticket|issue|request|question|problem|complaint|inquiry|enquiry|matter|query|concern)',
  SERVE:
    'call|contact|phone|ring|help|assist|handle|take|look|review|check|answer|respond|reply|get|reach|deal|step|join|explain|message|read|listen|sort|talk|speak|chat|solve|fix',
  CALL: 'call|contact|phone|ring|get back|reach out|take over|talk|speak|help|assist|explain|answer|listen|handle this|handle it|handle my|look at this|look at my case|look into|respond|reply',
  BOT: 'bot|bots|robot|robots|chatbot|chatbots|ai|automated|virtual assistant',
  DEVICE:
    '{BOT}|machine|machines|computer|computers|algorithm|program|software|automation|automaton|recording|app',
};

/** Words that a misspelling may stand for. */
export const ENGLISH_VOCABULARY: readonly string[] = [
  ...PERSON_WORDS.split('|').filter((word) => word !== 'staff' && word !== 'clerk'),
  ...['person', 'people', 'someone', 'somebody', 'anyone', 'anybody', 'assistant'],
  ...[
    'specialist',
    'consultant',
    'speak',
    'transfer',
    'connect',
    'escalate',
    'customer',
    'service',
    'support',
    'please',
    'actual',
  ],
  ...['contact', 'department', 'another', 'prefer', 'robot', 'machine'],
];

/** The small words that rules are made of. */
export const ENGLISH_SMALL_WORDS: readonly string[] =
  'talk want need chat with real live give get let can could would like call put please help someone person not speak speaking talking rather prefer from your have this now don will should why hand pass another actually connect me to a an the i is there are no and'.split(
    ' ',
  );

/** Right words that come too near to one of the vocabulary. */
export const ENGLISH_KEPT: readonly string[] =
  'manage managed manages managing persona personal personas humane humanly agency agenda urgent gent gents argent steak sneak spear speck operate operated operates operating operation operations supervise supervised supervises supervision advisory advise advised advice representation represented represents represent specialise specialised specialize specialized specialty college colleges league employer employers employed employ transform transformed transferred transfers transferring customs custom costume costumes servile serviced servicing services connects connected connection correct contacts contacted contract contracts content contest constant consultancy consulted consulting purple reply repay rept report assistance assists assisted associated association preferred prefers escalated escalates pleased pleases supports supported supportive machined anyones apartment departments departure departed repayment actually resistant operative operatives'.split(
    ' ',
  );

/** Misspellings too short to be found by distance, and words that count as another. */
export const ENGLISH_SPELLINGS: Readonly<Record<string, string>> = {
  tlk: 'talk',
  takl: 'talk',
  tallk: 'talk',
  tlak: 'talk',
  tak: 'talk',
  talkt: 'talk',
  tolk: 'talk',
  taik: 'talk',
  tal: 'talk',
  spek: 'speak',
  speek: 'speak',
  spk: 'speak',
  spaek: 'speak',
  chta: 'chat',
  chatt: 'chat',
  sum1: 'someone',
  some1: 'someone',
  any1: 'anyone',
  sumone: 'someone',
  sumbody: 'somebody',
  smone: 'someone',
  sm1: 'someone',
  ppl: 'people',
  persn: 'person',
  prsn: 'person',
  preson: 'person',
  hman: 'human',
  humn: 'human',
  humam: 'human',
  umano: 'human',
  huamn: 'human',
  agnt: 'agent',
  agen: 'agent',
  gent: 'gent',
  '2': 'to',
  w: 'with',
  wit: 'with',
  cust: 'customer',
  cs: 'customer service',
  mgr: 'manager',
  wnat: 'want',
  wan: 'want',
  wnt: 'want',
  ned: 'need',
  neeed: 'need',
  nead: 'need',
  rel: 'real',
  reel: 'real',
  humanbeing: 'human',
  realy: 'really',
  ot: 'to',
  tto: 'to',
  em: 'me',
  mee: 'me',
  si: 'si',
  csr: 'csr',
  superviser: 'supervisor',
  mananger: 'manager',
  representitive: 'representative',
  represenative: 'representative',
  repersentative: 'representative',
  operater: 'operator',
  custumer: 'customer',
  costumer: 'customer',
  liv: 'live',
  transfr: 'transfer',
  conect: 'connect',
  esculate: 'escalate',
  excalate: 'escalate',
};

/** Two words that are one. */
export const ENGLISH_JOINED: readonly (readonly [RegExp, string])[] = [
  [/ some (?:one|body) /g, ' someone '],
  [/ any (?:one|body) (?!of )/g, ' anyone '],
  [/ human beings? /g, ' human '],
  [/ (?:non|not) bot /g, ' not bot '],
  [/ (?:person|human|someone) of flesh and blood /g, ' real person '],
  [/ flesh and blood /g, ' real '],
  [/ call backs? /g, ' callback '],
  [/ human like /g, ' humanlike '],
  [/ (?:fucking|fuckin|fking|bloody|damn|goddamn|freaking|frigging|effing) /g, ' '],
];
