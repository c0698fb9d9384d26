/** What a message may be flagged for. */
export type HarmTag = 'harassment' | 'hate' | 'illicit' | 'self-harm' | 'sexual' | 'violence';

/** Over clauses of folded words with one space between and around them. */
export interface HarmRules {
  readonly tag: HarmTag;
  readonly patterns: readonly string[];
  /** A clause with one of these means something else. */
  readonly blocks: readonly string[];
}

const YOU = '(?:you|u|your|ya|you all|your company|your people|your staff|your agents)';
const INSULT =
  '(?:idiot|idiots|moron|morons|retard|stupid|dumb|dumbass|asshole|assholes|arsehole|bitch|bastard|bastards|cunt|dickhead|prick|twat|wanker|scumbag|scum|loser|losers|imbecile|pig|pigs|piece of shit|piece of garbage|shithead|fucker|motherfucker|trash|pathetic excuse|clown|clowns|worthless|brain dead|braindead|whore|slut|dimwit|halfwit)';
/** Groups that hatred is aimed at. */
const GROUP =
  '(?:jews|jew|muslims|muslim|christians|blacks|black people|whites|white people|asians|arabs|mexicans|immigrants|foreigners|gays|gay people|lesbians|trans people|transgender people|refugees|gypsies|women|disabled people|indians|africans|homosexuals)';
const INSURED =
  ' (?:cover|covered|covers|coverage|insured|insurance|policy|claim|claims|damage|damaged|deductible|excess|premium) ';

export const HARM_RULES: readonly HarmRules[] = [
  {
    tag: 'self-harm',
    patterns: [
      ' (?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|hanging|drown|shoot|starve|starving) (?:myself|my self) ',
      ' (?:commit|committing|attempt|attempted|considering|contemplating|thinking about|thinking of|planning) suicide | suicidal | self harm | self harming ',
      ' (?:end|ending|take|taking) my (?:own )?life | (?:want|wish|ready|going|like) to (?:die|be dead|not wake up) | better off dead | no (?:reason|point) (?:to live|in living) | not want to (?:live|be alive|exist) (?:anymore|any more|any longer)? ?',
      ' (?:me quiero|quiero) (?:matar|matarme|suicidarme|morir|morirme) | no quiero (?:vivir|seguir viviendo) | (?:je veux|je vais) (?:me tuer|me suicider|mourir) | (?:mich|mir) (?:[^ ]+ )?(?:umbringen|das leben nehmen|ritzen) | nicht mehr leben | (?:quero|vou) (?:me matar|morrer) | nao quero mais viver | voglio (?:uccidermi|morire|ammazzarmi) | non voglio piu vivere ',
    ],
    blocks: [' (?:dying to|rather die|suicide clause|suicide squad|laugh|laughing) ', INSURED],
  },
  {
    tag: 'violence',
    patterns: [
      ' (?:i|we) (?:will|am going to|are going to|want to|would like to|am gonna|shall|could|hope to|should) {..3}(?:kill|shoot|stab|murder|burn|bomb|behead|strangle|beat up|beat|torture|hurt|attack|punch|smash|rape|break) (?:you|u|your|him|her|them|everyone|everybody|all|people|that (?:guy|woman|man|bitch)|(?:the|your|that) (?:driver|agent|manager|staff|man|woman|guy|neighbour|neighbor|employee|owner|courier|boss|family|kids|children|face|head|teeth|nose|legs|skull|bones)) ',
      ' (?:i|we) (?:will|am going to|are going to|want to|am gonna) {..5}(?:shoot up|blow up|burn down|set fire to|bomb) (?:your|the|this|that) (?:office|building|place|company|store|shop|house|school|headquarters) ',
      ' (?:i|we) (?:will|am going to|are going to) come (?:to|over to) {..4}(?:and )?{..2}(?:kill|shoot|hurt|stab|burn|beat) ',
      ` ${YOU} (?:should|will|must|deserve to|are going to|better|can) (?:all )?(?:die|be shot|be killed|burn in hell|get shot|be hanged) | (?:go|please) (?:and )?(?:die|kill yourself|hang yourself) | kill yourself | kys | i know where you live `,
      ' (?:there is|i (?:have )?(?:planted|placed|put)) (?:a |the )?bomb (?:in|at|under) | death threat to ',
      ' (?:los|te|les|os) (?:voy a|vamos a) (?:matar|quemar|pegar|disparar) | voy a (?:matarte|matarlos|quemar su) | (?:je vais|on va) (?:te|vous|les) (?:tuer|frapper|buter|cogner) | (?:ich|wir) (?:bringe|bringen|schlage|schlagen|steche|erschiesse) (?:dich|euch|sie) (?:alle )?(?:um|zusammen|ab|tot)? ?| (?:vou|vamos) (?:te|vos|lhe)? ?(?:matar|bater em|quebrar a cara|acabar com) (?:voce|voces|vc|de voce)? ?| (?:ti|vi) (?:ammazzo|uccido|spacco|picchio|sparo) ',
    ],
    blocks: [
      INSURED,
      ' (?:killing time|killed the|kill the (?:process|job|lights|app|task)|bath bomb|bath bombs|photo bomb|break even|beat (?:the|you to|you at)) ',
      ' (?:game|movie|film|book|level|boss|enemy|chess) ',
    ],
  },
  {
    tag: 'hate',
    patterns: [
      ` (?:i |we |all |fucking |god i )?(?:hate|despise|kill|gas|exterminate|deport|ban|get rid of) (?:all )?(?:the )?(?:fucking |dirty |filthy |damn )?${GROUP} `,
      ` (?:fucking|dirty|filthy|stinking|damn|bloody|disgusting|stupid|lazy) ${GROUP} `,
      ` (?:all |the )?${GROUP} (?:should|must|deserve to|need to|have to) (?:all )?(?:be )?(?:killed|die|shot|deported|burned|gassed|hanged|exterminated|wiped out|banned|burn) `,
      ` ${GROUP} (?:are|r) (?:all |just )?(?:vermin|animals|subhuman|inferior|scum|rats|filth|criminals|parasites|cockroaches|disgusting|trash|stupid|evil|a disease|garbage) `,
      ' (?:nigger|niggers|nigga|kike|kikes|spic|spics|chink|chinks|faggot|faggots|fag|tranny|trannies|wetback|wetbacks|raghead|towelhead|paki|pakis|gook|gooks|coon|dyke) ',
      ' (?:white power|heil hitler|sieg heil|race war|ethnic cleansing now|hitler was right) ',
      ' (?:putos|malditos|sucios) (?:moros|judios|negros|sudacas|gays|inmigrantes) | (?:sale|sales|salope de) (?:arabe|arabes|juif|juifs|noir|noirs|negre|negres|pd) | (?:scheiss|drecks|verdammte) (?:auslander|juden|turken|neger|schwuchtel|moslems) | (?:malditos|sujos) (?:pretos|judeus|gays|viados|imigrantes) | (?:sporchi|maledetti) (?:negri|ebrei|froci|immigrati|zingari) ',
    ],
    blocks: [' (?:chink in the|dyke (?:repair|damage|burst)|fag end|coon cat|maine coon) '],
  },
  {
    tag: 'sexual',
    patterns: [
      ' (?:send|show|give|want|see|have) (?:me |us )?{..2}(?:nudes|nude (?:pics|pictures|photos)|naked (?:pics|pictures|photos)|dick pics?|tits|boobs|pussy) ',
      ' (?:see|show you|suck|touch|lick|sit on|send you) my (?:[^ ]+ )?(?:dick|cock|penis|pussy|tits|boobs|ass|naked body) ',
      ' (?:have|having|want|wanna have|need) (?:hot |rough |anal |oral |cyber |phone )?sex (?:with|now|chat|tonight|please) | (?:cyber|phone|anal|oral) sex | sex (?:chat|cam|tape) ',
      ' (?:blow ?job|blowjob|handjob|cumshot|gangbang|masturbate|masturbating|masturbation|horny|jerk off|jerking off|orgasm|erotic story|porn|porno|pornography|hentai|milf|fuck me|suck my (?:dick|cock)|sit on my face|wet pussy|hard cock) ',
      ' (?:are you|you are|ur) (?:so )?(?:sexy|horny|naked) | what are you wearing | i want to (?:fuck|screw|lick|undress) (?:you|her|him) ',
      ' (?:child|kids?|minor|teen) (?:porn|nudes|sex) | (?:quiero sexo|follarte|fotos desnuda|pornografia|chupame la) | (?:je veux te baiser|photos nues|suce ma) | (?:ich will dich ficken|nacktfotos|nacktbilder|lutsch meinen) | (?:quero transar|fotos nuas|nudes|te comer toda) | (?:voglio scoparti|foto nuda|foto nude|succhiami) ',
    ],
    blocks: [
      ' (?:sex of (?:the )?(?:driver|baby|insured)|same sex|opposite sex|sex and (?:date|age)|health insurance|block|filter|report|reported) ',
    ],
  },
  {
    tag: 'illicit',
    patterns: [
      ' (?:how|where|help|tell|teach|show|explain|want|need|steps|instructions|recipe) {..4}(?:to )?(?:make|build|create|cook|synthesize|synthesise|produce|assemble|construct) {..3}(?:bomb|bombs|pipe bomb|explosive|explosives|molotov|meth|methamphetamine|crystal meth|lsd|mdma|ricin|nerve agent|poison|napalm|ghost gun|silencer|malware|ransomware|virus|keylogger) ',
      ' (?:how|where|want|need|can|help|looking) {..4}(?:buy|get|order|sell|score|find|obtain) {..3}(?:cocaine|heroin|meth|fentanyl|weed|ecstasy|illegal drugs|stolen (?:cards|credit cards|goods|phones)|fake (?:id|ids|passport|passports|documents)|counterfeit (?:money|bills|notes)|unregistered gun|hitman|credit card dumps) ',
      ' (?:how|help|want|can|teach|tell|need) {..4}(?:to )?(?:launder money|money laundering|evade taxes|forge (?:a |the )?(?:signature|document|documents|passport|invoice|receipt)|fake (?:an |a |my )?(?:accident|theft|burglary|claim|invoice|receipt|injury|death)|stage (?:an |a )?(?:accident|theft|burglary|break in)|commit (?:insurance |credit card |tax )?fraud|hack (?:into )?(?:my|her|his|their|someone|somebody|an|a|your)|clone (?:a |credit )?cards?|phish|steal (?:a|credit|someone|somebody|his|her)|shoplift|pick a lock|hot ?wire|kill someone|get away with (?:murder|it|theft)) ',
      ' (?:como|wie|comment|come) {..3}(?:fabricar|hacer|construir|baue|bauen|mache ich|fabriquer|faire|fazer|costruire|fare|posso fare) {..2}(?:una bomba|eine bombe|bombe|une bombe|uma bomba|metanfetamina|explosivos|sprengstoff|explosifs|esplosivo|drogas) | (?:comprar|kaufen|acheter|comprare) {..2}(?:cocaina|kokain|cocaine|heroina|heroin|drogas|drogen|drogue|droga|documentos falsos|falschen pass|faux papiers|documenti falsi) | (?:blanquear dinero|geld waschen|blanchir de l argent|lavar dinheiro|riciclare denaro) ',
    ],
    blocks: [
      ' (?:bath bomb|bath bombs|antivirus|virus scan|life hack|protect|prevent|prevented|report|reporting|victim|stop|avoid|detect|was|were|has been|have been|someone has|somebody has) ',
      ' (?:is|are|does|do|am) (?:[^ ]+ ){0,8}(?:cover|covered|covers|insured) ',
    ],
  },
  {
    tag: 'harassment',
    patterns: [
      ` (?:you are|you re|you|u r|u are|ur|youre|you all are|you guys are|you people are|your (?:agents|staff|people|manager|colleagues) (?:are|is)|she is|he is) (?:such |just |really |all |nothing but |so |a |an |the |bunch of |fucking |bloody |complete |total |absolute |stupid |utter |little |fat |dirty |lazy |useless |worst |damn |of ){0,5}${INSULT} `,
      ` (?:fuck|screw|fuk|fck|f) ${YOU} | (?:fuck|piss|bugger|sod) off | (?:go|you can) (?:to hell|fuck yourself|screw yourself|to hell) | (?:shut the fuck up|shut up (?:you|bitch|idiot|stupid)|stfu|gtfo|eat shit|drop dead|suck it|up yours|kiss my ass|bite me) `,
      ` (?:stupid|dumb|fucking|bloody|useless|goddamn|worthless|retarded|shitty) (?:bitch|cow|idiot|moron|asshole|cunt|bastard|fool|woman|agent|human|people|prick|whore) `,
      ` what (?:a |an )(?:[^ ]+ )?${INSULT} (?:you|u|he|she|your) | ${INSULT} (?:that )?you are `,
      ` ^ ?(?:you )?(?:fucking |stupid |dumb |bloody |damn ){0,2}${INSULT} (?:$|you|all) `,
      ` (?:bunch|pack) of ${INSULT} | you (?:fucking |stupid |dumb |ugly |fat |lazy |little |worthless ){0,2}${INSULT} | (?:your mother|your mom|your mum|yo mama) (?:is|was) (?:a )?(?:whore|bitch|fat|ugly) `,
      ' (?:eres|sois|son|es usted|sos) (?:un |una |unos |todos |tan |un pedazo de |muy )*(?:idiota|idiotas|imbecil|imbeciles|estupido|estupida|estupidos|tonto|tonta|tontos|gilipollas|inutil de mierda|basura|cabron|cabrones|pendejo|pendejos|hijo de puta|hijos de puta|subnormal) | (?:inutil de mierda|inutiles de mierda|vete a la mierda|que te jodan|hijo de puta|hijos de puta|jodete|chinga tu madre|vete al carajo|puta madre que te pario) ',
      ' (?:tu es|vous etes|t es|espece de|bande de|es tu|sale) (?:un |une |des |vraiment |qu un |qu une )*(?:con|conne|cons|connard|connards|connasse|idiot|idiote|idiots|imbecile|imbeciles|debile|debiles|abruti|abrutis|merde|salope|ordure|encule) | (?:va te faire|allez vous faire) (?:foutre|enculer|voir) | nique ta mere | ferme ta gueule | ta gueule ',
      ' (?:du bist|sie sind|ihr seid|bist du|du) (?:ein |eine |so ein |doch |echt |alle |ja |nur |total |wirklich |so )*(?:idiot|idioten|arschloch|arschlocher|depp|deppen|trottel|vollidiot|vollidioten|schlampe|hurensohn|wichser|miststuck|penner|dumm|bescheuert|missgeburt|fotze|dreckig) | (?:fick dich|fickt euch|leck mich am arsch|halt die (?:fresse|schnauze)|halts maul|verpiss dich|du arschloch|du idiot|du wichser|hurensohn) ',
      ' (?:voce e|voces sao|vc e|es|seu|sua|seus) (?:um |uma |uns |muito |tao |bando de )*(?:idiota|idiotas|imbecil|imbecis|burro|burra|burros|babaca|babacas|otario|otarios|filho da puta|filhos da puta|lixo|merda|estupido|estupida|retardado|arrombado) | (?:vai se foder|vai tomar no cu|va a merda|vai a merda|vao se foder|filho da puta|cala a boca|vsf) ',
      ' (?:sei|siete|lei e|brutto|brutta|razza di) (?:un |uno |una |dei |proprio |solo |veramente |tutti )*(?:idiota|idioti|imbecille|imbecilli|stronzo|stronza|stronzi|cretino|cretini|coglione|coglioni|deficiente|deficienti|bastardo|merda|puttana|stupido|stupidi) | (?:vaffanculo|vai a farti fottere|figlio di puttana|figli di puttana|testa di cazzo|fanculo|va a cagare|chiudi il becco) ',
    ],
    blocks: [
      ' (?:called me|calls me|told me i|said i|i am|i feel|felt|not|am i|do i look) (?:[^ ]+ ){0,3}(?:idiot|stupid|dumb|moron|loser|worthless|bitch|fool|trash) ',
      ' (?:trash|garbage) (?:can|bin|collection|bag|day|removal|pickup) | (?:pig|pigs) (?:farm|insurance|feed) | (?:the|a|this|your) (?:trash|clown|pig|slut walk) (?:[^ ]+ )?(?:costume|store|section|folder) | female dog | (?:stupid|dumb) question ',
    ],
  },
];
