import type { LanguageRules } from './language-rules.ts';

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
    ' (?:mit wem|an wen) (?:kann|konnte|darf|muss) ich (?:mich )?(?:[^ ]+ ){0,3}(?:sprechen|reden|wenden) ',
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
    ' (?:mein|meine|unser|unsere) (?:kollege|kollegin|chef|chefin|mitarbeiter|mitarbeiterin|berater) (?:hat|ist|sagt|will|braucht|meint|war|mochte) ',
  ],
  negations: [
    ' (?:(?:will|mochte|moechte|brauche|muss|wollte|wunsche|mich|benotige) (?:jetzt |mich |aber )?(?:nicht|nie)|nicht (?:mit|an|zu|einen|notig|notwendig)|kein|keine|keinen|keinem|keiner|ohne (?:mit|einen|eine|dass)|anstatt|statt|niemand|niemanden|niemandem|lieber nicht|bitte nicht|vermeiden) ',
  ],
  restart:
    ' (?:sondern|aber|ich (?:will|mochte|brauche)|bot|roboter|maschine|chatbot|computer|verbinden sie|geben sie) ',
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
  blocks: [
    ' (?:ben je|bent you|is dit|spreek ik|praat ik|ben jij|moet ik) (?:[^ ]+ ){0,5}(?:{P}|bot|robot|echt) ',
  ],
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
