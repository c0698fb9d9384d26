import type { LanguageRules } from './other-languages.ts';

export const FRENCH: LanguageRules = {
  language: 'fr',
  person:
    '(?:personne|personnes|humain|humaine|humains|agent|agents|conseiller|conseillere|conseillers|operateur|operatrice|representant|representante|quelqu un|responsable|superviseur|gestionnaire|gerant|manager|collegue|collegues|employe|employee|specialiste|expert|interlocuteur|etre humain|service client|service clientele|support|assistance|directeur|vrai gens)(?! (?:de voyage|de voyages|immobilier|assuree|assure|morale|physique|qui m a) )',
  requests: [
    ' (?:parler|parle|parlez|discuter|echanger|chatter|tchatter|dialoguer|communiquer|converser|traiter|m entretenir|contact|relation|en ligne) (?:[^ ]+ ){0,2}?(?:a|avec|au|aux) (?:[^ ]+ ){0,3}{P} ',
    ' (?:contacter|joindre|voir|avoir) (?:un |une |l |le |la |votre |quelqu un|un vrai |une vraie )(?:[^ ]+ )?{P} ',
    ' (?:je veux|je voudrais|j ai besoin d|j ai besoin de|il me faut|je prefere|je prefererais|j aimerais|j exige|je demande|donnez moi|donne moi|je souhaite|je souhaiterais|puis je avoir|je cherche) (?:a |avoir |parler |de |voir |joindre )?(?:un |une |l |le |la |votre |un autre |une autre )?(?:vrai |vraie |autre |[^ ]+ )?{P} ',
    ' (?:passez moi|passe moi|transferez moi|transfere moi|mettez moi|mets moi|connectez moi|connecte moi|redirigez moi|dirigez moi|orientez moi|me (?:passer|transferer|mettre|connecter|rediriger|orienter|diriger)|etre (?:mis|mise|transfere|transferee|redirige|redirigee|connecte|connectee|rappele|rappelee)|basculez moi) (?:en (?:relation|contact|communication|ligne) |directement )?(?:avec |a |vers |par |au )?(?:[^ ]+ ){0,3}{P} ',
    ' (?:rappelez moi|rappelle moi|appelez moi|(?:pouvez|pourriez|peut|peuvent) (?:vous |on )?me (?:r)?appeler|qu on me rappelle|etre rappele|etre rappelee|me (?:r)?appeler) ',
    ' (?:y a t il|il y a|est ce qu il y a) (?:quelqu un|une personne|un humain|un agent|un conseiller) (?:de reel |reel |humain )?(?:a qui|avec qui|qui peut|disponible|ici|pour|de disponible) ',
    ' (?:vrai|vraie|veritable) (?:personne|humain|agent|conseiller|etre humain|interlocuteur) ',
    ' (?:conseiller|agent|operateur|interlocuteur) (?:humain|reel|en chair et en os) ',
    ' (?:(?:veux|veut|souhaite|voudrais) (?:pas|plus)|marre de|marre d|assez de|ras le bol) (?:[^ ]+ ){0,5}(?:bot|robot|machine|chatbot|automate|ia) ',
  ],
  bare: '^ (?:(?:un|une|avec|veux|je|l|s|il|vous|vrai|vraie|maintenant) ){0,4}{P}(?: (?:humain|humaine|reel|s|il|vous|te|plait|svp|stp|maintenant|vite))* $',
  blocks: [
    ' (?:etes vous|es tu|vous etes|tu es|est ce|c est) (?:[^ ]+ ){0,3}(?:{P}|bot|robot|reel|reelle) ',
    ' (?:est ce que je parle|je suis en train de|suis je en train|parle je|est ce que je suis) ',
    '^ je parle (?:a|avec) ',
    ' (?:dois je|je dois|faut il|il faut|est ce que je dois|est il necessaire de|devrais je) (?:forcement |absolument )?(?:parler|appeler|contacter) ',
    ' (?:si|quand|avant de|apres avoir) (?:je |j )?(?:parle|parler|appelle) ',
  ],
  negations: [
    ' (?:(?:veux|voudrais|souhaite|besoin|aimerais|prefere|faut|passez moi|transferez moi|mettez moi|desire|rappelez moi|appelez moi) (?:pas|plus)|(?:ne|n) (?:me )?(?:passez|transferez|mettez|rappelez|appelez|connectez) pas|pas (?:besoin|la peine|un|une|d|de|avec|envie|necessaire)|sans (?:parler|avoir|passer|devoir|un|une|aucun|contacter)|au lieu d|plutot que|aucun|aucune|inutile|jamais|eviter|prefere ne pas) ',
  ],
  restart: ' (?:je veux|je voudrais|je prefere|passez moi|mais|bot|robot|machine|donnez moi) ',
};

export const GERMAN: LanguageRules = {
  language: 'de',
  person:
    '(?:menschen|mensch|person|mitarbeiter|mitarbeiterin|mitarbeitern|berater|beraterin|kundenberater|kundenberaterin|agent|agenten|agentin|operator|vertreter|jemand|jemanden|jemandem|irgendjemand|irgendjemandem|vorgesetzten|vorgesetzte|vorgesetzter|chef|leiter|manager|kollege|kollegen|kollegin|sachbearbeiter|sachbearbeiterin|ansprechpartner|ansprechpartnerin|experten|experte|support|kundenservice|kundendienst|service mitarbeiter|support mitarbeiter|kundenbetreuer|kundenbetreuung|person aus fleisch)(?! (?:versichert|versicherte|versicherten|die mich|der mich|der mir) )',
  requests: [
    ' mit (?:[^ ]+ ){0,3}{P} (?:[^ ]+ ){0,3}(?:sprechen|reden|telefonieren|chatten|verbinden|verbunden|schreiben|unterhalten|kontakt|verbindung|klaren|besprechen) ',
    ' (?:sprechen|reden|spreche|rede|chatten|verbinden sie mich|verbinde mich|verbind mich|verbinden|kontakt|verbindung|verbinden sie|unterhalten) (?:bitte |jetzt |sie mich |mich )?(?:mit|zu) (?:[^ ]+ ){0,3}{P} ',
    ' (?:ich (?:will|mochte|moechte|brauche|brauch|hatte gern|hatte gerne|wunsche|verlange|bevorzuge|benotige)|will ich|mochte ich|geben sie mir|gib mir|holen sie|hol|hol mir|holen sie mir|brauche|ich bitte um|kann ich|konnte ich) (?:bitte |jetzt |sofort |lieber |endlich |doch |nur )?(?:gern |gerne )?(?:mit )?(?:einen |einem |eine |einer |ein |den |die |das |ihren |ihrem |einen anderen |n |nen )?(?:echten |richtigen |echte |menschlichen |menschliche |anderen |[^ ]+ )?{P} ',
    ' (?:leiten sie mich|leite mich|weiterleiten|durchstellen|stellen sie mich|stell mich|ubergeben sie|ubergeben|weiterverbinden|verbinden sie mich|verbinde mich|geben sie mich|weitergeleitet) (?:bitte |jetzt )?(?:an |zu |mit |weiter an )?(?:[^ ]+ ){0,3}{P} ',
    ' (?:an|zu) (?:einen |eine |einem |einer |ihren |ihre |den |die )(?:[^ ]+ )?{P} (?:[^ ]+ )?(?:weiterleiten|weiter|durchstellen|ubergeben|weitergeben|weitergeleitet|weiterverbinden|weiterverbunden) ',
    ' (?:kann|konnte|soll|konnen) (?:mich |mir |sich )?(?:bitte )?(?:ein |eine |jemand |einer )(?:[^ ]+ )?(?:{P} )?(?:[^ ]+ ){0,4}(?:zuruckrufen|anrufen|kontaktieren|melden|helfen der kein bot ist) ',
    ' (?:rufen sie mich (?:bitte )?(?:an|zuruck)|ruf mich (?:bitte )?(?:an|zuruck)|(?:um|einen) ruckruf|bitte ruckruf|ruckruf bitte) ',
    ' (?:gibt es|ist|ist da|ist hier) (?:hier |da |dort )?(?:jemand|jemanden|ein mensch|einen menschen|eine echte person|einen mitarbeiter) (?:[^ ]+ )?(?:mit dem|der mir|den ich|verfugbar|echtes|echten|sprechen) ',
    ' mit (?:dem|der) ich (?:[^ ]+ ){0,2}(?:sprechen|reden|chatten|telefonieren) (?:kann|konnte) ',
    ' (?:menschliche|menschlicher|personliche) (?:hilfe|unterstutzung|beratung) ',
    ' (?:echten|echter|echte|richtigen|richtiger|menschlichen|menschlicher|lebenden) (?:menschen|mensch|person|mitarbeiter|berater|agenten|agent|ansprechpartner|support|kontakt) ',
    ' (?:(?:will|mochte|moechte) (?:nicht|nicht mehr|nicht langer)|keine lust|genug von|satt|schluss mit) (?:[^ ]+ ){0,5}(?:bot|roboter|maschine|chatbot|computer|ki) ',
    ' (?:kein|keinen|keinem) (?:[^ ]+ )?(?:bot|roboter|chatbot) ',
  ],
  bare: '^ (?:(?:ein|einen|eine|einem|mit|bitte|ich|will|mochte|jetzt|sofort) ){0,4}(?:echten |echter |echte |menschlichen |menschlicher |richtigen )?{P}(?: (?:bitte|jetzt|sofort|sprechen|reden|mensch|her))* $',
  blocks: [
    ' (?:bist du|sind sie|ist das|bin ich|seid ihr|ist dies) (?:[^ ]+ ){0,3}(?:{P}|bot|roboter|echt|real) ',
    ' (?:spreche ich|rede ich|chatte ich|schreibe ich|ich spreche gerade|ich rede gerade) ',
    ' (?:muss ich|soll ich|musste ich|ist es notig|ist es notwendig|brauche ich (?:dafur|dazu|hierfur)) (?:[^ ]+ ){0,6}(?:sprechen|reden|anrufen|kontaktieren|{P}) ',
    ' (?:wenn|falls|bevor|nachdem) ich (?:[^ ]+ ){0,5}(?:spreche|rede|gesprochen) ',
    ' (?:gesprochen|geredet|telefoniert) ',
  ],
  negations: [
    ' (?:(?:will|mochte|moechte|brauche|muss|wollte|wunsche|mich|benotige) (?:jetzt |mich |aber )?(?:nicht|nie)|nicht (?:mit|an|zu|einen|notig|notwendig)|kein|keine|keinen|keinem|keiner|ohne (?:mit|einen|eine|dass)|anstatt|statt|niemand|niemanden|niemandem|lieber nicht|bitte nicht|vermeiden) ',
  ],
  restart: ' (?:sondern|aber|ich (?:will|mochte|brauche)|bot|roboter|maschine|chatbot|computer|verbinden sie|geben sie) ',
};

/** The Dutch `u` arrives as `you`: tokenise() writes English short forms out. */
export const DUTCH: LanguageRules = {
  language: 'nl',
  person:
    '(?:mens|persoon|medewerker|medewerkers|agent|iemand|collega|adviseur|operator|manager|leidinggevende|vertegenwoordiger|klantenservice|specialist|baas|echt persoon)(?! (?:verzekerd|die mij) )',
  requests: [
    ' (?:met|aan) (?:[^ ]+ ){0,3}{P} (?:[^ ]+ ){0,2}(?:spreken|praten|chatten|overleggen|doorverbinden|doorverbonden|verbinden|bellen) ',
    ' (?:spreken|praten|chatten|contact|verbind me|verbind mij|doorverbinden|verbonden|praat|spreek) (?:[^ ]+ ){0,2}?(?:met|aan) (?:[^ ]+ ){0,3}{P} ',
    ' (?:ik wil|ik wil graag|ik zou graag|ik heb|ik moet|geef me|geef mij|kan ik|mag ik|graag) (?:[^ ]+ ){0,2}(?:een |de |een echte |een echt )(?:[^ ]+ )?{P} (?:[^ ]+ )?(?:spreken|nodig|hebben|$|alstublieft|graag|aub) ',
    ' (?:verbind|verbindt|schakel|zet) (?:me|mij) (?:[^ ]+ )?(?:door|over) ',
    ' (?:echte|echt) (?:mens|persoon|medewerker) ',
    ' (?:bel me|bel mij) (?:[^ ]+ )?(?:terug|op) ',
  ],
  bare: '^ (?:(?:een|met|echte|echt|graag) ){0,3}{P}(?: (?:alstublieft|graag|aub|nu))* $',
  blocks: [' (?:ben je|bent you|is dit|spreek ik|praat ik|ben jij|moet ik) (?:[^ ]+ ){0,5}(?:{P}|bot|robot|echt) '],
  negations: [' (?:niet|geen|zonder|in plaats van|nooit|niemand) '],
  restart: ' (?:maar|ik wil|geef me|verbind|bot|robot|computer) ',
};

export const POLISH: LanguageRules = {
  language: 'pl',
  person:
    '(?:czlowiekiem|czlowieka|czlowiek|osoba|osobe|konsultantem|konsultanta|konsultantka|konsultant|agentem|agenta|agent|pracownikiem|pracownika|kims|ktos|przedstawicielem|przedstawiciela|kierownikiem|kierownika|kierownik|doradca|doradce|operatorem|operatora|specjalista|obsluga klienta)',
  requests: [
    ' (?:rozmawiac|porozmawiac|rozmowa|rozmowe|pogadac|skontaktowac sie|kontakt|polaczyc|polacz mnie|prosze polaczyc|polaczenie|przelacz mnie|przelaczyc|przekieruj mnie|przekierowac) (?:[^ ]+ ){0,2}?(?:z|ze|do|na) (?:[^ ]+ ){0,2}{P} ',
    ' z (?:[^ ]+ ){0,2}{P} (?:[^ ]+ )?(?:porozmawiac|rozmawiac|pogadac) ',
    ' (?:chce|chcialbym|chcialabym|potrzebuje|wole|prosze o|dajcie mi|daj mi|poprosze) (?:[^ ]+ ){0,2}?{P} ',
    ' (?:oddzwoncie|prosze oddzwonic|oddzwon do mnie|zadzwoncie do mnie) ',
    ' (?:zywym|prawdziwym|zywego|prawdziwego|prawdziwa|zywa) (?:czlowiekiem|czlowieka|osoba|osobe) ',
  ],
  bare: '^ (?:(?:z|prosze|poprosze) ){0,2}{P}(?: (?:prosze|teraz))* $',
  blocks: [' (?:czy jestes|jestes|czy to|czy rozmawiam|czy musze|rozmawiam z) '],
  negations: [' (?:nie (?:chce|potrzebuje|lacz|musze|trzeba|z)|bez|zamiast|zadnego|nigdy) '],
  restart: ' (?:ale|chce|potrzebuje|tylko|bot|botem|robot|robotem|maszyna) ',
};

/** Scripts without spaces or with endings that patterns of words do not fit: the phrase as such. */
export const PHRASES: readonly { readonly language: string; readonly request: RegExp; readonly refusal: RegExp }[] = [
  {
    language: 'zh',
    request: /(?:转|轉|接|找|要|叫|需要|联系|聯繫).{0,4}(?:人工|真人|客服人员|客服人員)|人工客服|人工服务|人工服務|真人客服|(?:和|跟|与).{0,3}(?:真人|人工|客服).{0,3}(?:说|說|谈|談|聊|讲|講|对话|對話|沟通)/u,
    refusal: /不(?:要|用|需要|想|必).{0,6}(?:人工|真人)|你是.{0,4}(?:真人|人工|机器人)/u,
  },
  {
    language: 'ja',
    request: /(?:人間|オペレーター|オペレータ|担当者|担当の方|スタッフ|係の人|人|責任者)(?:の方)?(?:と|に|へ)(?:直接)?(?:話|繋|つな|代わ|替わ|変わ|お願い|相談|チャット|連絡|転送)|有人対応|オペレーター(?:を|お願い)/u,
    refusal: /話したくな|話さなくて|必要(?:は)?(?:ない|ありません)|不要|ですか[？?]?$/u,
  },
  {
    language: 'ko',
    request: /(?:상담원|상담사|사람|직원|담당자)(?:이랑|과|와|하고|에게|한테|을|를|으로|로)?\s?(?:직접\s?)?(?:연결|얘기|이야기|통화|대화|상담|바꿔|말하|불러)|상담원/u,
    refusal: /필요\s?없|싫|원하지\s?않|하지\s?않|인가요|입니까/u,
  },
  {
    language: 'ru',
    request: /(?:соедините|соедини|переключите|переключи|переведите|позовите|позови|связаться|свяжите|поговорить|говорить|дайте|нужен|хочу|пообщаться).{0,24}(?:человек|оператор|сотрудник|менеджер|специалист|консультант|живы)|^\s*(?:оператор|живои человек|человек)[\s!.]*$/u,
    refusal: /(?:не (?:хочу|нужен|нужно|надо|соединяи|переключаи)|без)(?: .{0,30})?(?:человек|оператор|сотрудник|менеджер|специалист|консультант)/u,
  },
];
