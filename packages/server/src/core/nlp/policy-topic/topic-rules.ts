/** A subject that always goes to a person, and the clauses that are about it. */
export interface TopicRules {
  readonly topic: 'legal' | 'data-protection' | 'security' | 'danger' | 'fraud';
  readonly reason: 'policy_required' | 'sensitive_topic';
  /** Over a clause of folded words with one space between and around them. */
  readonly patterns: readonly string[];
  /** A clause with one of these is about something else. */
  readonly blocks: readonly string[];
}

/** Asking what is insured, not telling of a case. */
const COVERAGE_QUESTION =
  ' (?:is|are|does|do|did|what|which|how|if|whether|would|will|can|have) {..8}(?:cover|covered|covers|coverage|include|included|includes|insured|pay for|pays for|reimburse|insurance(?! (?:ombudsman|commissioner|regulator))) ';
const NO_INTENTION =
  ' (?:not|never|no) (?:going to |want to |planning to |intend to |wish to |threatening to |trying to |intention of |plan to |need to |need a |a )?(?:sue|suing|sued|take legal|legal|lawsuit|lawyer|delete|erase|remove|hacked|kill|hurt) ';

/** In English, and the commonest words of others; further-topic-rules.ts has the rest. */
export const TOPICS: readonly TopicRules[] = [
  {
    topic: 'danger',
    reason: 'sensitive_topic',
    patterns: [
      ' (?:i|we) (?:will|am going to|are going to|want to|might|could|am about to|shall|swear i will|would like to) {..3}(?:kill|hurt|shoot|stab|murder|burn|bomb|harm|beat|attack) (?:you|u|your|him|her|them|somebody|someone|people|everyone|the) ',
      ' (?:i|we) (?:will|am going to|are going to|shall|want to|plan to) {..6}(?:shoot|stab|kill|murder|burn|bomb|attack) (?:you|your|everyone|everybody|all|them|people|the (?:staff|office|building)) ',
      ' (?:there is|i (?:have )?(?:placed|planted|put|hid|left|have)) (?:a |the )?(?:bomb|explosives|explosive device) (?:in|at|under|inside|near) ',
      ' (?:nobody|no one) would (?:miss|care|notice) {..5}(?:dead|gone|died|disappeared|die) ',
      ' (?:not|no longer) (?:[^ ]+ ){0,2}(?:see|have|find) (?:a |any |the )?(?:reason|point) (?:to live|in living|to go on|to be alive) ',
      ' (?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hanging|hang|drown|shoot) (?:myself|my self) ',
      ' (?:commit|committing|attempt|attempted|thinking of|thinking about|considering|contemplating) suicide | suicidal | self harm | better off dead | wish i was dead | wish i were dead ',
      ' (?:want|going|wish|ready|like) to (?:die|be dead|not exist|not wake up) ',
      ' (?:end|ending|take|taking) (?:my (?:own )?life|it all) ',
      ' (?:not|no longer) (?:want|wish) to (?:live|be alive|go on living|exist) | no (?:reason|point) (?:to live|in living|to go on) ',
      ' (?:bomb|shoot up|blow up|set fire to|burn down) (?:your|the|this) (?:office|building|place|company|headquarters) | (?:you|your people|your staff) (?:will|are going to|are gonna) (?:die|regret this and die|get hurt) | death threat | death threats ',
      ' (?:quiero morir|me quiero morir|voy a matar|matarme|suicidarme|suicidio|quitarme la vida) | (?:je veux mourir|me suicider|en finir avec la vie|me tuer|vous tuer|te tuer) | (?:umbringen|selbstmord|suizid|das leben nehmen|ich will sterben|nicht mehr leben) | (?:quero morrer|me matar|suicidio|tirar a minha vida|vou matar) | (?:voglio morire|uccidermi|suicidio|togliermi la vita|ti ammazzo|vi ammazzo) ',
    ],
    blocks: [
      COVERAGE_QUESTION,
      NO_INTENTION,
      ' (?:dying to|rather die|killing me|to die for|suicide clause) ',
    ],
  },
  {
    topic: 'legal',
    reason: 'policy_required',
    patterns: [
      ' (?:i|we|he|she|they|going|want|will|am|are|being|get|getting|got|been|was|to|be|is|gonna|is suing|am suing) {..2}(?:sue|suing|sued) ',
      ' (?:take|taking|see|seeing|drag|bring|bringing|go|going) (?:you |this |your company |them |it |us |me |all of you )?{..1}(?:to|in|before) (?:court|a judge|the judge|small claims court|trial) ',
      ' (?:in|to|at|through) (?:the )?(?:small claims|small claims court)(?: then| now| court)? (?!forms?|cover|limit) ?',
      ' (?:retained|hired|instructed|engaged|appointed|spoken to|consulted|got|have) (?:a |an |my |legal )?(?:counsel|legal counsel|legal representation|law firm|barrister) ',
      ' (?:intend|going|plan|prepared|ready|threaten|want|will|forced|shall|have) (?:to )?(?:litigate|prosecute you|press charges|go legal|seek damages) ',
      ' (?:join|joining|start|starting|joined|file|filing) (?:the |a |this )?class action ',
      ' (?:report|reporting|reported|complain|complaining|complaint|complained|escalate|write|written|wrote) {..4}to (?:the )?(?:ftc|fca|cfpb|bbb|sec|bafin|ofcom|ofgem|attorney general|financial conduct authority|better business bureau|consumer rights|consumer ombudsman|financial services|insurance regulator) ',
      ' (?:my|our) (?:lawyer|lawyers|attorney|solicitor|barrister|advocate|legal counsel|legal team|legal representative) ',
      ' (?:hear from|talk to|speak to|speak with|call|calling|consult|consulting|contact|contacting|hired|hire|hiring|getting|get|got|retained|involve|involving|instructed|engaged|going to|see|with|through) (?:a|an) (?:lawyer|attorney|solicitor|barrister) ',
      ' (?:take|taking|start|starting|initiate|pursue|pursuing|consider|considering|file|filing|filed|begin|threaten|threatening|face|facing|further) {..3}(?:legal (?:action|proceedings|steps|measures)|lawsuit|law suit|litigation|class action|court case) ',
      ' (?:lawsuit|law suit|legal action|legal proceedings|litigation|legal claim) (?:against|over|because|by|from|if|will|for|unless|is) | (?:received|got|been served|have|served) {..3}(?:lawsuit|court summons|subpoena|statement of claim|writ|legal letter|cease and desist) | see you in court ',
      ' (?:complain|report|reporting|complaint|go|going|escalate|write|file|filing|contact|contacting|take this) {..5}(?:ombudsman|regulator|regulators|financial authority|consumer protection|better business bureau|trading standards|insurance commissioner|supervisory authority) ',
      ' (?:demandar|demanda judicial|demandarlos|denunciar|denunciarlos|acciones legales|mi abogado|mi abogada|vias legales|ir a juicio|los tribunales) | (?:porter plainte|mon avocat|mon avocate|action en justice|actions en justice|poursuivre en justice|attaquer en justice|saisir le tribunal|devant le tribunal|poursuites judiciaires) | (?:verklagen|verklage|mein anwalt|meinen anwalt|meinem anwalt|meine anwaltin|rechtsanwalt|klage einreichen|rechtliche schritte|vor gericht|gerichtlich vorgehen|ombudsmann) | (?:processar|vou processar|meu advogado|minha advogada|acao judicial|acao legal|na justica|medidas legais) | (?:fare causa|faro causa|il mio avvocato|la mia avvocata|azione legale|azioni legali|vie legali|in tribunale|denunciare|denuncero) ',
    ],
    blocks: [
      COVERAGE_QUESTION,
      NO_INTENTION,
      ' (?:lawyer|lawyers|attorney|solicitor|legal) (?:cover|coverage|protection|expenses|expense|insurance|fees|costs|fee|cost|advice line|aid) ',
      ' (?:do|should|would|must|will) i (?:have to |need to |need |want |get |hire |see |talk to |consult |involve ){1,2}(?:a |an |my )?(?:lawyer|attorney|solicitor) ',
      ' (?:not|nicht|no|pas|nao|non) (?:[^ ]+ )?(?:demandar|verklagen|processar|porter plainte|fare causa|denunciar) | my (?:lawyer|attorney|solicitor) (?:friend|son|daughter|wife|husband|brother|sister) | (?:as|is|am) (?:a|an) (?:lawyer|attorney|solicitor) | (?:rechtsanwalt|anwalt|abogado|avocat|advogado|avvocato) (?:[^ ]+ ){0,3}(?:versichert|cubierto|couvert|coberto|coperto) ',
    ],
  },
  {
    topic: 'data-protection',
    reason: 'policy_required',
    patterns: [
      ' (?:delete|erase|erased|deleted|remove|removed|wipe|purge|destroy|forget|deletion of|erasure of|removal of) {..2}(?:my|our|personal|all|everything|every) {..5}(?:data|information|personal details|records|you have on me|you know about me|you hold|you store|you have about me|details you have) ',
      ' (?:my|our) (?:personal )?(?:data|information) (?:to be |be |must be |should be |needs to be |has to be )?(?:deleted|erased|removed|wiped|destroyed) ',
      ' copy of (?:all |any )?(?:the |my )?(?:personal )?(?:data|information|records) (?:that )?(?:you (?:have|hold|store|keep|collect)|about me|on me) ',
      ' (?:shared|sold|gave|given|disclosed|leaked|passed|sell|share|forwarded) {..1}(?:my|our) (?:personal |private |confidential )?(?:data|information|details) (?:to|with|without|on) ',
      ' (?:do not|stop|not) (?:sell|selling|share|sharing) my (?:personal )?(?:data|information) ',
      ' (?:data protection|privacy) (?:officer|authority|violation|complaint|breach|commissioner) ',
      ' (?:gdpr|dsgvo|rgpd|lgpd|ccpa) (?:[^ ]+ )?(?:request|complaint|claim|violation|breach|deletion|access|rights) ',
      ' right (?:to be forgotten|to erasure|of access|to access my data|to deletion|to data portability) ',
      ' (?:gdpr|dsgvo|rgpd|ccpa|data protection|subject access|data subject|data access|data deletion|data erasure) (?:request|access request|deletion|erasure|complaint|inquiry|enquiry|rights|officer|violation|breach|claim) ',
      ' (?:under|according to|per|pursuant to|by|invoke|invoking|exercise|with|violates|violated|violating|breach of|against) (?:the |my |article [0-9]+ (?:of the )?)?(?:gdpr|dsgvo|rgpd|ccpa|data protection) ',
      ' (?:copy|export|overview|list|disclosure) of (?:all )?(?:my|the) (?:personal )?(?:data|information) | what (?:personal )?(?:data|information) (?:do you|you) (?:have|hold|store|keep|collect|process) (?:about|on) me | (?:withdraw|revoke|withdrawing) my consent ',
      ' (?:borrar|borren|borre|eliminar|eliminen|elimine|supriman|suprimir) {..2}mis datos | (?:supprimer|supprimez|effacer|effacez|suppression de) {..2}mes (?:donnees|informations) | (?:meine|meiner|meinen) {..2}(?:daten|personenbezogenen daten) {..3}(?:loschen|loscht|geloscht|entfernen|loschung) | (?:loschen|loscht|loschung) {..3}(?:meine|meiner) {..2}daten | (?:apagar|apaguem|excluir|excluam|eliminar|exclusao dos) {..2}(?:meus|os meus) dados | (?:cancellare|cancellate|eliminare|eliminate|cancellazione dei) {..2}(?:i miei|miei) dati ',
    ],
    blocks: [
      COVERAGE_QUESTION,
      ' (?:what is|what does|are you|is your company|explain) (?:the |a )?(?:gdpr|dsgvo|rgpd|ccpa|compliant) ',
      ' not (?:delete|erase|remove|wipe) ',
      ' how (?:do|does|will) (?:you|your company) (?:protect|secure|encrypt|handle) ',
      ' (?:driver|car|vehicle|trip|claim|payment|billing|travel|beneficiary) (?:data|information|details|records) ',
    ],
  },
  {
    topic: 'security',
    reason: 'policy_required',
    patterns: [
      ' (?:my|our) (?:[^ ]+ )?(?:account|profile|login|password|email|portal|data|identity|credentials|app|information) (?:has |have |was |were |is |are |got |seems |might |may |to |be |been |being |just |now |probably |also |have ){0,4}(?:hacked|compromised|stolen|breached|hijacked|leaked|exposed|taken over|broken into|misused) ',
      ' (?:hacked|hijacked|compromised|broke|got|gotten|logged|breaking|hacking|took over|stole) (?:into |in to |in |to )?(?:my|our) (?:[^ ]+ )?(?:account|profile|portal|login|password|identity|credentials|app) ',
      ' (?:someone|somebody|stranger|anyone|person|hacker|hackers|they|he|she|else|ex) (?:has |have |had |is |was |got |may |might |else |unknown |must |be |gained |obtained ){0,4}(?:logged|signed|logging|accessed|accessing|changed|using|used|hacked|access|got|stole|stolen|hacking) {..4}(?:account|login|profile|password|identity|credentials) ',
      ' (?:my|our) (?:login|account|password|email|profile|identity|credentials|username) (?:was|is|has been|got|were|being) (?:being )?(?:used|accessed|opened|changed|misused) (?:from|by|in) (?!me |us |my |mistake ) ?',
      ' (?:found|discovered|reporting|report|noticed|disclose|identified) (?:a |an |this |some )?(?:[^ ]+ )?(?:vulnerability|vulnerabilities|security hole|security flaw|security bug|security issue|exploit|data leak) ',
      ' (?:see|seeing|recognise|recognize|notice) (?:[^ ]+ ){0,2}(?:logins|log ins|sign ins|sessions|devices) (?:that )?(?:i |we |which )(?:do not|did not|never) ',
      ' (?:i|we) (?:can|could) see (?:other|another|someone else s|somebody else s|someone else|other people s) (?:[^ ]+ ){0,2}(?:invoices|data|details|orders|account|accounts|information|messages|documents|bills|records) ',
      ' (?:unauthorized|unauthorised|suspicious|fraudulent|unknown|strange|unrecognized|unrecognised) (?:access|login|logins|sign in|sign ins|change|changes|log in|activity) ',
      ' (?:security|data) (?:breach|leak|incident) | account takeover | (?:victim of|experienced|suffered) {..2}(?:identity theft|phishing|cyber attack|cyberattack|hacking) ',
      ' (?:clicked|opened|received|got|answered|fell for|entered|gave|responded) {..6}(?:phishing|scam|fraudulent|fake) (?:[^ ]+ )?(?:email|mail|message|sms|text|call|link|website|site|page) | i (?:was|got|have been|am being) (?:phished|hacked|scammed) | (?:phishing|scam) (?:email|mail|sms|text) (?:in your name|from you|that) ',
      ' (?:hackearon|hackeado|hackeada|han hackeado) | mi cuenta (?:ha sido |fue |esta )?(?:comprometida|robada|hackeada) | (?:mon compte {..3}(?:pirate|piratee|compromis|hacke)|pirate mon compte) | (?:mein|meinen) (?:konto|account|zugang|passwort) {..4}(?:gehackt|kompromittiert|gestohlen) | (?:gehackt) | (?:minha conta {..3}(?:hackeada|invadida|comprometida|roubada)|invadiram minha conta) | (?:il mio account|mio account|mio profilo) {..4}(?:hackerato|violato|compromesso|rubato) ',
    ],
    blocks: [
      COVERAGE_QUESTION,
      NO_INTENTION,
      ' (?:cyber|identity theft|data breach|cybercrime) (?:cover|coverage|insurance|protection|policy|add on) ',
      ' (?:prevent|avoid|protect|protection against|protected against|what is|worried about|in case) ',
    ],
  },
  {
    topic: 'fraud',
    reason: 'policy_required',
    patterns: [
      ' (?:file|filing|initiate|start|request|raise|make|do|doing|open|claim|demand|filed|threaten) {..2}(?:chargeback|charge back) ',
      ' (?:chargeback|charge back) (?:with|through|at|from|via|against) ',
      ' (?:you|your company|you guys|you people|this company) (?:are|is|have been|were) (?:[^ ]+ )?(?:committing|commit|guilty of|doing|running) (?:[^ ]+ )?(?:fraud|theft|a scam|a fraud|a ponzi) ',
      ' (?:disputing|dispute|disputed|contest|contesting) {..5}(?:through|with|via|at) (?:my |the )?(?:bank|credit card|card company|card issuer) ',
      ' (?:this|that|it|what you do|which) is (?:[^ ]+ )?(?:theft|fraud|stealing|robbery|criminal|extortion|blackmail) ',
      ' (?:report|reporting|calling|call|contacting|contact|going|go|inform|involve|filed|file|reported) {..5}(?:to |with |at )?the (?:police|fbi|authorities|fraud office) (?:about|on|for|because of|over|against) (?:you|your|this) ',
      ' (?:report|reporting|reported) (?:you|this|your company|it) to (?:the )?(?:police|authorities|fbi|fraud office) ',
    ],
    blocks: [
      COVERAGE_QUESTION,
      ' (?:not|no) (?:[^ ]+ ){0,2}(?:fraud|theft|chargeback|dispute) ',
      ' (?:what is|how does|is it|how do i (?:avoid|prevent)) (?:a |an |the )?(?:[^ ]+ )?(?:chargeback|fraud|theft) ',
    ],
  },
];
