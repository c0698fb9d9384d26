/* What makes an English clause no request although it holds the words of one. */

const TALKISH = 'talk|speak|chat|call|contact|deal|communicate|consult|phone|get in touch';

/** The clause as a whole asks about or tells of something else. */
export const ENGLISH_BLOCKS: readonly string[] = [
  // Whether one talks to a person already.
  ' (?:are|r|is|was|were|be) (?:not )?(?:you|u|this|that|it) (?:really |actually |even |just |still |truly |like |possibly )*(?:a |an |the |some )?(?:real |actual |live |living |genuine |ai |bot |robot |computer |machine |or ){0,4}(?:{PERSON}|{ANYBODY}|real|human|{BOT}) ',
  ' (?:am|are|was|were|is) (?:i|we) (?:really |actually |even |now |currently |still |just ){0,2}(?:{TALKING}|connected|talk|speak|chat) ',
  ' (?:i|we) (?:am|are|was|were|have been) (?:really |actually |even |now |currently |still |just ){0,2}{TALKING} ',
  ' i am not a ',
  ' (?:be|act|think|sound|behave|seem|look|feel) (?:(?!if )[^ ]+ ){0,2}(?:like )?(?:a |an )?(?:real |actual |live ){0,2}(?:{PERSON}|{ANYBODY}) ',
  // Whether it is necessary.
  ` (?:do|does|did|will|would) (?:i|we|you|one|people) (?:really |actually |still |even |always |first |only ){0,2}(?:have|need|has|be required) to (?:first |also )?(?:${TALKISH}|be connected|be transferred|involve|see|meet) `,
  ` (?:should|must|shall) (?:i|we|one) (?:first |also |really )?(?:${TALKISH}) `,
  ` (?:is it|it is|is it really|is it still) (?:necessary|mandatory|required|obligatory|needed|compulsory) to (?:${TALKISH}) `,
  ' (?:can|could) (?:i|we) (?:avoid|skip|do (?:it|this|that) without) (?!(?:the |this |your )?{DEVICE} )',
  // Whether somebody listens in, and what other people want.
  ' (?:is|are) there (?:a |an |any |some |real |actual ){0,3}(?:{PERSON}|{ANYBODY}) (?:reading|watching|typing|writing|listening|monitoring|checking) ',
  '^ (?:hi|hello|hey|dear|thanks|thank you|bye|good (?:morning|afternoon|evening|day)) (?:there )?(?:{PERSON}|{ANYBODY}|{SERVICE}) $',
  ' (?:my|our|your) (?:customers|clients|users|visitors|guests|students|patients) (?:[^ ]+ ){0,2}(?:want|need|like|prefer|ask|talk|speak|expect|get|request) ',
  ' (?:what|which) (?:percentage|percent|share|proportion|fraction|number) of ',
  // When it happens, or happened.
  ` (?:when|after|before|once|until|unless|while|whenever|every time|each time|last time|if) (?:i|we|you) (?:get to |finally |actually )?(?:${TALKISH}|am connected|am transferred) `,
  ' (?:what happens|what if|what would happen) ',
  ' (?:near me|in my area|nearby|in my city|in my town|near my) ',
  // Others.
  '^ (?:instead of|rather than|without|in place of) (?:[^ ]+ ){0,2}(?:{TALKING}|calling|contacting|going through) ',
  ' (?:become|becoming|apply (?:as|to be)|work as|working as|hire|hiring|train as|job as) ',
  ' (?:did|does) (?:a |an |the |any |your |one of your )?(?:{PERSON}|{ANYBODY}) ',
];

const NOUN_BEFORE_CUE =
  'want|need|wish|like|involve|care|have|require|requiring|transfer|connect|put|pass|send|escalate|forward|hand|talk|speak|call|get|bring|think|going|looking|asking|interested|requesting|trying|necessary|to|give|contact|ask|let|prefer|switch|redirect|make|keen|feel|bother|required|needed';

/**
 * Negations. Each counts from where it stands to the request, unless the customer starts over in between
 * (ENGLISH_RESTART). "Can't get a human" and "why can't I…" complain, they do not decline.
 */
export const ENGLISH_NEGATIONS: readonly string[] = [
  ` (?<! (?:can|could|able|can i|could i|can we|why do|why does|would it) )(?:not|never) (?:really |actually |even |ever |yet |currently |exactly |necessarily |be |particularly |now )?(?:${NOUN_BEFORE_CUE}) `,
  ' (?:not|no) (?:a |an |the |your |another |any |some |to |more )?(?:{REAL} )?(?:{PERSON}|{ANYBODY}) ',
  ' no (?:need|thanks to|thank you to|longer|interest|desire|reason|intention|wish|point) ',
  ' without (?:having |needing |a |an |any |the |going |being |{TALKING}|getting |involving |contacting |calling ) ?',
  ' (?:avoid|avoiding|skip|cancel|withdraw|forget|never mind|nevermind|refuse to|hate to|hate|do without|opt out of|rather not|against|stop) ',
];

/** These negate only what follows directly. */
export const ENGLISH_NEAR_NEGATION =
  ' (?:than|instead of|as opposed to|rather than|before|except|besides) (?:[^ ]+ ){0,4}$';

export const ENGLISH_RESTART =
  ' (?:i (?:just |only |really |do |would |still |then )?(?:want|need|demand|prefer|rather|like|insist)|(?<! (?:to|and|or) )(?:get|give|let|connect|transfer|put|bring) (?:me|us)|just (?:get|give|let|connect|transfer|put|want|need|a|an|the)|but|{BOT}|machine|computer|please (?:get|give|let|connect|transfer|put)) ';

/** "No human, please": a clause of a refusal and nothing else. Over the words as they were written. */
export const ENGLISH_NO_PERSON =
  '^ (?:no|not|without) (?:a |an |any |more |the )?(?:real |live |human )?(?:human|person|agent|operator|representative|rep|manager|supervisor|humans|agents|people|calls?|phone calls?)(?: (?:please|thanks|thank you|needed|required|necessary|today|for me|at all)){0,2} $';
