import type { RuleSource } from '../compile-rule.ts';

const DET_REAL = '(?:{DET} )?(?:{REAL} ){0,3}';
/** Words that show that somebody wishes for something. */
const WISH =
  '(?:want|wants|need|needs|demand|require|prefer|request|requesting|wish|wish for|insist on|would like|would love|would rather have|would prefer|asking for|ask for|looking for|give me|get me|find me|bring me|can i have|could i have|may i have|can i get|could i get|can we get|how about|what about|just)';

/** English ways of asking for a person, over the canonical words of a clause. The classes are in english-words.ts. */
export const ENGLISH_RULES: readonly RuleSource[] = [
  {
    name: 'talk to somebody',
    score: 0.95,
    pattern: ' {TALK} (?:[^ ]+ ){0,2}?(?:to|with|too|~) {GAP}{WHO} ',
  },
  { name: 'talk somebody', score: 0.9, pattern: ` (?:talk|speak|chat) ${DET_REAL}(?:{PERSON}|{ANYBODY}) ` },
  {
    name: 'discuss with somebody',
    score: 0.9,
    pattern: ' (?:discuss|discussing|review|resolve|solve|sort) {..6}with {GAP}(?:{PERSON}|{ANYBODY}) ',
  },
  {
    name: 'prefer talking',
    score: 0.9,
    pattern:
      ' (?:prefer|like|love|mind|want|need|insist on|insist|about|feel like|comfortable|option of|way of|possibility of|chance of|trying|waiting for) {..2}{TALKING} (?:to|with|~) {GAP}{WHO} ',
  },
  {
    name: 'want a person',
    score: 0.92,
    pattern: ` ${WISH} (?:to have |to get |to see |to meet |only |just )?${DET_REAL}{PERSON} `,
  },
  {
    name: 'want anybody',
    score: 0.85,
    pattern: ` ${WISH} (?:to have |to get |just )?${DET_REAL}{ANYBODY} (?:$|to (?:talk|speak|chat|help|assist|explain|call|listen|handle)|who|that|with|now|please|instead|on the|not|real|here|else|competent|from your|of your|(?<=person )to)`,
  },
  {
    name: 'real person',
    score: 0.85,
    pattern:
      ' (?:want|need|please|can|could|may|give|get|let|prefer|rather|now|instead|like|is there|are there|any|way|possible|require|request|help) {..5}(?:real|live|actual|living|breathing|genuine) (?:person|people|human|agent|operator|representative|rep|support|help|assistance|contact|advisor|employee|somebody|someone|interaction|voice|service|chat|man|woman) ',
  },
  {
    name: 'human help',
    score: 0.9,
    pattern:
      ' (?:(?:want|need|please|can|could|may|give|get|let|prefer|rather|like|require|request|requesting|some|for) {..4})?(?:human|live agent|person to person) (?:help|assistance|support|intervention|contact|interaction|touch|service|agent|handoff|handover|takeover|escalation|attention|chat|response) ',
  },
  {
    name: 'pass me to somebody',
    score: 0.95,
    pattern: ' (?:{SEND}) (?:{MINE}) {..3}(?:to|with|onto|on|over|through|~) {GAP}(?:{WHO}) ',
  },
  {
    name: 'pass me on',
    score: 0.88,
    pattern:
      ' (?:(?:transfer|connect|redirect|escalate) (?:me|us) (?:$|please|now|over|through|to one|already|immediately)|(?:put|patch) (?:me|us) (?:through|on with|onto)|hand (?:me|us|it|this) (?:over|off)|pass (?:me|us) (?:on|over|along)|(?:want|need|like|please|can you|could you|you|to|must|just|^|can we|can i|could we|could i)(?: to)? escalate (?:$|this|it|to {GAP}{WHO}|(?:my|the|this) (?:case|claim|issue|complaint|ticket|problem|request|matter|chat))|escalate please|^ (?:please )?escalate (?:$|now))',
  },
  {
    name: 'connecting me',
    score: 0.88,
    pattern:
      ' (?:connecting|transferring|putting|passing|forwarding|handing|redirecting) (?:me|us|~) {..2}(?:to|with|onto|on|~) {GAP}{WHO} ',
  },
  {
    name: 'connect with somebody',
    score: 0.88,
    pattern:
      '(?:^| (?:please|can you|could you|want to|like to|need to|how do i|how can i|can i|could i|just)) (?:connect|transfer) (?:to|with) {GAP}{WHO} ',
  },
  {
    name: 'put through',
    score: 0.85,
    pattern: ' (?:be|get|being|us|me) (?:put|patched) through to ',
  },
  {
    name: 'call with somebody',
    score: 0.85,
    pattern: ` ${WISH} (?:to have |to get |to book |to arrange )?(?:a |an |some )?(?:voice |phone |video |quick |live |short |personal ){0,2}(?:call|conversation|chat|talk|word|meeting) with {GAP}(?:{PERSON}|{ANYBODY}) `,
  },
  {
    name: 'loop somebody in',
    score: 0.85,
    pattern:
      ' (?:loop|bring|pull|rope) (?:a |one of your |your |another |some )(?:{PERSON}|someone|somebody) (?:in|into) | (?:give|get|find|bring) me whoever ',
  },
  {
    name: 'not you',
    score: 0.75,
    pattern:
      ' (?:i|we) (?:do not|will not|no longer|never) (?:really )?(?:want|wish|like|care)? ?(?:to )?(?:talk|speak|chat|deal) (?:to|with) you(?: (?:anymore|any more|any longer|bot|now))? $',
  },
  {
    name: 'be passed on',
    score: 0.9,
    pattern:
      ' (?:want|need|like|please|can i|could i|may i|can we|i can|i could|wish|wants|appreciate|i|asked|asking|prefer|rather) (?:to |please )?(?:be|get|getting|being|been) (?:transferred|connected|put through|put in touch|forwarded|passed|referred|redirected|handed|escalated|switched|put on) (?:on |over |through )?(?:(?:to|with) {GAP}{WHO} |$|please |now )',
  },
  {
    name: 'get a person',
    score: 0.9,
    pattern: `(?: (?:please|just|can|could|would|will|want|need|must|to|go|now|then|how|let|you|and|someone)|^|^ (?:please|kindly|just)) {..3}(?:get|bring|fetch|grab|find|give|call|summon|involve|loop in|bring in|page|assign|hail|reach|access|contact)(?: me| us| in| on| over)? (?:to |through to |in touch with |a hold of |hold of |on the (?:line|phone) with )?(?!my )(?:{DET} |{REAL} ){1,3}{PERSON} `,
  },
  {
    name: 'see the manager',
    score: 0.9,
    pattern:
      ' (?:see|meet|with|to) (?:your|the|a) (?:manager|supervisor|boss|person in charge) (?:$|please|now|about|right|immediately)',
  },
  {
    name: 'I said a person',
    score: 0.88,
    pattern:
      ' (?:i|we) (?:have )?(?:just |already )?(?:said|say|asked for|ask for|told you|keep saying|keep asking for|repeat|typed|meant|mean) (?:{DET} )?(?:{REAL} ){0,2}(?:{PERSON}|person) (?:$|please|not|now|again)',
  },
  {
    name: 'explain to a person',
    score: 0.85,
    pattern:
      ' (?:want|prefer|like|rather|can i|could i|may i|need|let me|easier|better) (?:to )?(?:explain|describe|show|present|tell|raise|complain|lodge|file|make|say) {..4}(?:to|with) (?:{DET} )?(?:{REAL} ){0,2}(?:{PERSON}|person|someone|somebody) (?:$|please|instead|who|directly|about|now)',
  },
  {
    name: 'get somebody on the line',
    score: 0.85,
    pattern: ` (?:get|find|give|bring|put) (?:me |us )?${DET_REAL}{ANYBODY} (?:[^ ]+ )?(?:on the (?:line|phone|chat)|in here|on here|here|for me|now|please|competent)`,
  },
  {
    name: 'get me somebody',
    score: 0.85,
    pattern: ` (?:get|find|give|bring|connect|transfer) (?:me|us|~) (?:to |with )?${DET_REAL}(?:someone|somebody|person|people) `,
  },
  {
    name: 'get in touch',
    score: 0.9,
    pattern:
      ' (?:in touch with|in contact with|a hold of|hold of|through to|access to|reach|contact|hear from|hear back from|connected with|help from|assistance from|answer from|response from|advice from|reply from|call from|handled by|reviewed by|checked by|read by|answered by|seen by|looked at by|assisted by|helped by|served by) (?!(?:my|this) )(?:{DET} |{REAL} ){0,3}(?:{PERSON}|(?:someone|somebody|person)(?! (?:i|who (?!can|could|will|is able|knows|understands)|that (?!can|could)))) ',
  },
  {
    name: 'is there somebody',
    score: 0.8,
    pattern:
      ' (?:is|are) (?:there|not there) (?:a |an |any |some |no )?(?:{REAL} |way |available |free ){0,3}(?:{PERSON}|{ANYBODY}) (?:{..4}(?:talk|speak|chat|help|assist|available|online|call|contact|take over)|real|human|$)',
  },
  {
    name: 'somebody to talk to',
    score: 0.9,
    pattern:
      ' (?:{PERSON}|{ANYBODY}) (?:else )?(?:that |who |whom )?(?:i can |i could |i may |we can |can |could |to |available to |in charge to |here to )(?:talk|speak|chat)(?: to| with)? ',
  },
  {
    name: 'who can I talk to',
    score: 0.8,
    pattern:
      ' who (?:can|could|do|should|may|would) (?:i|we) (?:please |actually |really ){0,2}(?:talk|speak|chat) (?:to|with) (?:$|about (?:this|it|that) |here |there |please |now |on |over )',
  },
  {
    name: 'who to talk to about',
    score: 0.6,
    pattern:
      ' who (?:can|could|do|should|may|would) (?:i|we) (?:please |actually |really ){0,2}(?:talk|speak|chat) (?:to|with) ',
  },
  {
    name: 'have a person do it',
    score: 0.88,
    pattern: ` (?:have|let|make|ask|tell|want|need|like|allow|prefer|get|arrange for|organise for|organize for) ${DET_REAL}{PERSON} (?:from [^ ]+ [^ ]+ )?(?:to )?(?:please )?{SERVE} `,
  },
  {
    name: 'have somebody do it',
    score: 0.82,
    pattern: ` (?:have|let|make|ask|want|need|like|prefer|get) ${DET_REAL}{ANYBODY} (?:else )?(?:of your [^ ]+ |from (?:your |the |one of your )?[^ ]+ |on your team )?(?:to |who can )?(?:please )?{CALL} `,
  },
  {
    name: 'can a person do it',
    score: 0.85,
    pattern: ` (?:can|could|may|would|should|will (?=(?:[^ ]+ ){1,4}please )) ${DET_REAL}{PERSON} (?:of yours |from [^ ]+ (?:[^ ]+ )?)?(?:please |just |maybe |possibly )?(?:{SERVE}|have a look) `,
  },
  {
    name: 'can somebody do it',
    score: 0.82,
    pattern: ` (?:can|could|would|should|will (?=(?:[^ ]+ ){1,4}please )) ${DET_REAL}(?:{ANYBODY}) (?:(?:else|real|human|there|(?:of|from|on|in|at) (?:your |the )?[^ ]+) (?:please )?{SERVE} |(?:please )?(?:call|contact|phone|ring|get back to|reach out|take over|talk|speak|chat) )`,
  },
  {
    name: 'call me back',
    score: 0.8,
    pattern:
      '(?:(?:^(?: please| hi| hello| ok)*(?: can you| could you| would you| will you)?| (?:please|want you to|need you to|must|just|can you|could you) (?=(?:[^ ]+ )+me (?:back|please|now|today|tomorrow))) (?:please )?(?:call|phone|ring) me (?:$|back|please|now|today|tomorrow|on|at|about|regarding|when|immediately)| call me back | (?:want|need|request|like|have|get|arrange|schedule|book|please) (?:to (?:request|have|get|arrange|schedule) )?(?:a |an )?(?:callback|phone call back) | give me a (?:call|ring|callback) )',
  },
  {
    name: 'no bot',
    score: 0.85,
    pattern:
      ' (?:(?:not|no longer|never|tired|sick|fed up|enough|done|stop|hate|despise|refuse|useless|without|no point|no use) {..4}(?:{TALKING}|{TALK}) {..3}{DEVICE} |(?:not|no longer|never) (?:want|wish|like|care for|need|prefer|trust) (?:to (?:use|have|get|keep|be helped by|be served by) )?(?:{DET} )?(?:[^ ]+ )?{BOT} |(?:enough|fed up|sick|tired|done|out|off|away|past|rid) (?:of |with |from )?(?:this |the |your |these )?(?:[^ ]+ )?{BOT} |no (?:more )?{BOT} |not (?:with )?(?:a|an|the|another|some|to a) (?:[^ ]+ )?{BOT} |(?:instead of|rather than) (?:a |an |this |the )?(?:[^ ]+ )?{BOT} )',
  },
  {
    name: 'go to a colleague',
    score: 0.82,
    pattern:
      ' (?:can|could|want|like|would|please|should|possible|may|need|let) {..6}(?:go|goes|move|given|passed|sent|forwarded|transferred|assigned|referred|shown|escalated|handed|give|show|switch|pass|turn) (?:this |it |me )?(?:on |over |back )?(?:to|with) (?:a |an |one of |some of |any of |your |the |human |real |other ){1,4}{PERSON} ',
  },
  {
    name: 'would be better',
    score: 0.8,
    pattern: ` (?:(?:feel better|feel safer|prefer it|rather|be better|be nice|be great|be good|like it|love it|appreciate it|easier) (?:it )?if ${DET_REAL}(?:{PERSON}|person|someone|somebody) |(?:{PERSON}|person) would be (?:nice|great|good|better|helpful|appreciated|ideal))`,
  },
  {
    name: 'a chance of a person',
    score: 0.82,
    pattern: ` (?:(?:chance|possibility|option|way) (?:of|for|to get|to have|to reach) ${DET_REAL}{PERSON} |(?:put|get|bring) ${DET_REAL}(?:{PERSON}|person|someone|somebody) (?:on|in|involved)(?: |$)|let me (?:talk|speak) (?:to|with) (?:them|him|her) )`,
  },
  {
    name: 'do you have somebody',
    score: 0.8,
    pattern: ` do you (?:not )?have ${DET_REAL}(?:{PERSON}|someone|somebody|anyone) (?:who|that|i|to help|to talk|available)`,
  },
  {
    name: 'service line',
    score: 0.55,
    pattern: ' (?:contact|reach|in touch with|through to|message) (?:your |the )?{SERVICE}{NOT_HOURS} ',
  },
  {
    name: 'are there people',
    score: 0.55,
    pattern:
      ' (?:(?:do|does|do not|does not) (?:you|it|this company) (?:not )?(?:have|employ) (?:any |some )?(?:{REAL} ){0,2}(?:{PERSON}|people)|(?:is|are) (?:there )?(?:anyone|anybody|someone|somebody) there|(?:is|are) there (?:any )?(?:humans|agents|people)) ',
  },
];

/** A clause that is nothing but the noun. */
export const ENGLISH_BARE = `^ (?:(?:a|an|the|your|real|live|actual|human|to|now|immediately|please|just|yes|ok|next|available|another|help|me|want|need|i|right|get|give|bring|find|connect|speak|talk|of|one) ){0,6}(?:{PERSON}|person|somebody|someone|customer (?:service|support|care)|live (?:chat|support|person)|real person|call center|callback)(?: (?:{PERSON}|person|please|now|immediately|right|help|real|needed|required|wanted|instead|chat|a|asap|already|support|service|else))* $`;
