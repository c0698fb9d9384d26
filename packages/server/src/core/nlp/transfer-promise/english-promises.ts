import type { PromiseRules } from './promise-rules.ts';

const SOON =
  '(?:now |just |quickly |gladly |also |first |then |shortly |soon |immediately |already |go ahead and |right away |directly |have to |need to |personally |be |being |been |happily |try to )';

export const ENGLISH_PROMISES: PromiseRules = {
  language: 'en',
  classes: {
    P: '(?:human |live |real |actual )?(?:agent|agents|human|person|people|colleague|colleagues|representative|representatives|rep|specialist|specialists|advisor|advisors|adviser|operator|operators|supervisor|manager|managers|expert|experts|someone|somebody|member|members|staff|consultant|teammate|teammates|professional|handler|coworker|employee|associate)',
    TEAM: '(?:team|teams|department|support|customer service|customer care|care team|desk)',
    YOU: '(?:you|u|(?:your|the|this) (?:[^ ]+ )?(?:call|chat|case|conversation|request|issue|matter|query|question|ticket|inquiry|enquiry|complaint|message|concern|problem)|this(?! in )|things|us)',
    PASS: '(?:transfer|connect|hand|patch|escalate|put|pass|refer|forward|switch|route|redirect|reroute|direct|turn)',
    PASSING:
      '(?:transferring|connecting|handing|patching|escalating|putting|passing|referring|forwarding|switching|routing|redirecting|rerouting|directing|turning)',
    PASSED:
      '(?:transferred|connected|handed|patched|escalated|put through|passed|referred|forwarded|switched|routed|redirected|rerouted|put in touch|directed)',
    DET: '(?:a|an|the|one of our|one of my|our|my|some|another|your|one of the|in a|in an|in one of our|in my|in our|up a|up an|you a|you an|you one of our|for a|for an|with a|with an|with our|to a|to our|over to a|over to our|to one of our|with one of our|you to a|you with a)',
    SOON,
  },
  promises: [
    ' {PASSING} {YOU} (?!a voucher|the (?:link|form|details|page|money))',
    ' (?:transferring|connecting|escalating|forwarding|handing over|handing off|patching through|putting through|calling in|bringing in|looping in) (?:now|to|$|right|immediately|with|over|your|a|an|the|our|one)',
    ' (?:will|shall|going to|let me|allow me to|about to|i must|let us|gonna|have to|need to|i am to|time to|best to|ill|i would better) {SOON}{0,4}{PASS} {YOU} ',
    ' (?:will|shall|going to|let me|allow me to|about to|i must|let us|gonna|ill) {SOON}{0,3}(?:get|find|bring|fetch|call|involve|loop|grab|contact|notify|alert|ask|have|assign|page|send|summon|request|reach out to|inform|arrange for|hand this to|pull|check with|let) (?:in |on |up |for )?(?:{DET} )?(?:[^ ]+ ){0,2}(?:{P}|{TEAM}) ',
    ' (?:i|we) (?:am |are )?(?:getting|calling|bringing|finding|fetching|grabbing|looping|contacting|notifying|alerting|paging|asking|involving|requesting|inviting|assigning|informing|pulling|arranging for|sending) (?:in |on |up |for )?(?:{DET} )?(?:[^ ]+ ){0,2}(?:{P}|{TEAM}) ',
    ' (?:i|we|have|has|just) (?:have |has )?{SOON}{0,3}{PASSED} (?:{YOU}|over|on|to|the) ',
    ' (?:i|we) (?:have )?{SOON}{0,2}(?:notified|alerted|informed|asked|called|paged|requested|assigned|contacted|told|summoned|invited) (?:{DET} )?(?:[^ ]+ ){0,2}(?:{P}|{TEAM}) ',
    ' {YOU} (?:are|is|will|has|have|was|were|gets|get|shall) {SOON}{0,4}(?:{PASSED}|on hold for) ',
    ' (?:are|is|will be|has been|have been) {SOON}{0,3}{PASSED} (?:to|with|over|on|through) (?:{DET} )?(?:[^ ]+ ){0,2}(?:{P}|{TEAM}) ',
    ' (?:{P}|{TEAM}|he|she|they) (?:[^ ]+ ){0,5}?(?:will|is going to|are going to|shall|is about to|are about to|ll) {SOON}{0,3}(?:take over|taking over|take it from|take care|taking care|join|joining|with you|in touch|right with|assist|assisting|help you|helping|contact you|contact|contacting|call|calling|phone|ring|reach out|reaching out|get back to|get in touch|reply|respond|continue|pick (?:this|it|up)|attend|follow up|write to you|message you|speak|talk|answer|here|step in|handle|look into|look at|deal with|available|reviewing) ',
    ' (?:{P}|{TEAM}) (?:is|are|has) {SOON}{0,2}(?:coming|on (?:the|their|his|her|its) way|joining|taking over|joined|been notified|been alerted|been informed|been assigned|been requested|take over|stepping in) ',
    ' (?:{P}) (?:takes|take) (?:it |this |things )?over ',
    ' (?:hold|stay|wait|stand by|bear with|moment|hang on|hang tight|sit tight|second|patient|minute|patience) (?:[^ ]+ ){0,6}?(?:while|and|as|until) (?:i|we) {SOON}{0,3}(?:{PASS} {YOU}|(?:get|find|bring|locate|look for|fetch|check for|reach|contact|call|see if) (?:{DET} )?(?:[^ ]+ ){0,2}(?:{P}|{TEAM})) ',
    ' you (?:will|are going to|are about to|shall|are|ll) {SOON}{0,3}(?:speak|speaking|talk|talking|chat|chatting|hear|hearing) (?:to|with|from|back from) ',
    ' you (?:will|are going to|shall) {SOON}{0,3}(?:get|receive|have) (?:a |an )?(?:call|callback|call back|phone call|reply|response|message) (?:back )?(?:from|shortly|soon|by) ',
    ' you (?:will|are going to|shall|are) {SOON}{0,4}(?:contacted|called|assisted|helped|served|attended to|joined|in (?:touch|contact|good hands)) (?:by|with|shortly|soon|back|in a) ',
    ' (?:transfer|handover|handoff|hand over|hand off|escalation|connection|transferral) (?:to [^ ]+ (?:[^ ]+ ){0,3})?(?:in progress|initiated|started|underway|is being|has been|requested|under way|is on) | (?:initiating|starting|beginning|triggering|processing) (?:a |the |your )?(?:[^ ]+ )?(?:transfer|handover|handoff|escalation|hand over) ',
    ' (?:help|assistance) is (?:on|coming) (?:the|its|your) way | human (?:takeover|handover|handoff) | over to (?:a|an|my|our|one of) (?:[^ ]+ ){0,2}(?:{P}|{TEAM}) (?:now|$|for|who|from|right) ',
    ' (?:getting|finding|bringing|calling) (?:you |for you |in )?(?:{DET} )(?:[^ ]+ ){0,2}{P} (?:$|for you|now|right|to help)',
    ' make sure (?:that )?(?:{DET} )?(?:[^ ]+ ){0,2}(?:{P}|{TEAM}) (?:calls|contacts|gets|reaches|takes|helps|answers|replies|writes|messages|sees) ',
    ' (?:{P}) (?:[^ ]+ ){0,3}?(?:will|is going to) {SOON}{0,2}review {..5}(?:contact|call|answer|reply|get back|reach|write) ',
    '^ {PASSING} | ^ (?:transferring|connecting) $',
  ],
  harmless: [
    ' (?:virtual|digital|automated|ai) (?:[^ ]+ )?(?:agent|assistant|advisor|adviser|helper|colleague) ',
    ' (?:would you|do you want|would it|shall i|shall we|should i|should we|may i|may we|can i|could i|want me to|like me to|prefer (?:me )?to|is it ok|is that ok|are you ok|do you need|do you wish|did you|have you|have they|has anyone) ',
    ' (?:if|in case|whenever|should|unless|once|when|in which case) (?:you|they|this|that|it|needed|necessary|required|we need|there|your) ',
    ' (?:i|we|they|you|agents|colleagues|representatives|specialists|human|team|also|else) (?:can|could|may|might|would|would be) (?:also |always |then |still |be happy to |gladly |happy to |only |just )*(?:{PASS}|get|bring|find|help|call|ask|have|arrange|contact|be {PASSED}|speak|talk|assist|answer|offer|take) ',
    ' (?:not|never|unable to|cannot|without|instead of|before|no need to|rather than|avoid|no longer|nobody|no) (?:able to |going to |be able to |have to |need to |be |yet |been |currently |a |an |of |{SOON}){0,3}(?:{PASS}|{PASSING}|{PASSED}|get|call|contact|notify|{P}) ',
    ' (?:let me know|just say|tell me|say the word|feel free|you can ask|ask me|simply say|type|press|write) ',
    ' (?:money|payment|amount|funds|refund|balance|premium|ownership|vehicle|your policy|car|website|web page|webpage|portal|our site|homepage|this page|online form|bank|invoice|letter|wifi|internet|e mail address|link) ',
    ' (?:yesterday|last week|last month|last year|earlier this|in the past|usually|normally|typically|always|in general|every day|from monday|on weekdays) ',
  ],
};
