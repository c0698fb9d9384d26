import { compilePattern } from '../compile-rule.ts';

/*
 * What no list of frames can name in full: a person of the company together with "now" or "soon", or a colleague of
 * the AI's own. An AI that speaks of them so has somebody on the way, whatever verb it uses.
 */

const PERSON =
  '(?:colleague|colleagues|coworker|teammate|teammates|supervisor|human agent|live agent|real agent|agent|human|advisor|adviser|representative|specialist|operator|staff|someone|somebody|agente|agentes|humano|asesor|asesora|asesores|companero|companera|companeros|supervisora|operador|operadora|representante|persona de nuestro|alguien|agents|humain|conseiller|conseillere|conseillers|collegue|collegues|collaborateur|collaboratrice|superviseur|operateur|quelqu un|mitarbeiter|mitarbeiterin|mitarbeitern|mensch|menschen|kollege|kollegen|kollegin|kolleginnen|berater|beraterin|teammitglied|vorgesetzter|vorgesetzten|jemand|jemanden|atendente|atendentes|colega|colegas|consultor|consultora|alguem|operatore|operatrice|operatori|collega|colleghi|consulente|consulenti|supervisore|qualcuno|medewerker|medewerkers|collega s|mens|adviseur|leidinggevende|iemand|konsultant[^ ]*|koleg[^ ]*|kolezan[^ ]*|czlowiek[^ ]*|pracownik[^ ]*|doradc[^ ]*|ktos|przelozon[^ ]*)';
const NOW =
  '(?:now|right away|shortly|in a (?:moment|minute|second|bit)|in a few (?:moments|minutes|seconds)|within the (?:hour|day)|within minutes|on (?:the|their|his|her) way|ahora|ya mismo|enseguida|en breve|en un (?:momento|instante|minuto)|en unos minutos|tout de suite|maintenant|dans un instant|dans quelques (?:minutes|instants|secondes)|sous peu|en cours|ce soir|gleich|jetzt|sofort|in kurze|in wenigen minuten|nun|agora|ja ja|em breve|em instantes|em alguns minutos|subito|ora|adesso|a breve|tra poco|tra qualche minuto|nu|meteen|direct|zo dadelijk|zometeen|straks|binnen enkele minuten|teraz|zaraz|wkrotce|za chwile|za moment|niebawem)';
const MY =
  '(?:my|one of my|mi|mis|un mio|una mia|mio|mia|miei|mon|ma|mes|meu|minha|meus|mein|meine|meinen|meinem|meiner|mijn|moj|moja|moje|mojego|mojemu|moim)';
const COLLEAGUE =
  '(?:colleague|colleagues|coworker|teammate|teammates|supervisor|manager|team|companero|companera|companeros|colega|colegas|jefe|jefa|gerente|encargado|encargada|chef|cheffe|chefin|capo|kierownikowi|collegue|collegues|superviseur|responsable|kollege|kollegen|kollegin|kolleginnen|vorgesetzten|team|collega|colleghi|supervisore|responsabile|leidinggevende|koleg[^ ]*|kolezan[^ ]*|przelozon[^ ]*|kierownik[^ ]*)';

const PROMISES = [
  ` ${PERSON} (?:[^ ]+ ){0,9}?${NOW} `,
  ` ${NOW} (?:[^ ]+ ){0,9}?${PERSON} `,
  ` ${MY} (?:[^ ]+ )?${COLLEAGUE} `,
  ` ${COLLEAGUE} (?:minha|meu|mia|mio) `,
  ` (?:hands of|manos de|mains d|mains de|hande|maos de|mani di|handen van|rekach|rece) (?:[^ ]+ ){0,3}${PERSON} `,
].map((pattern) => compilePattern(pattern, {}));

/** Offers, questions, conditions, denials, hours, and what already was: in any of the languages. */
const HARMLESS = [
  ' (?:busy|unavailable|available|offline|closed|ocupad[oa]s?|disponibles?|occupes?|indisponibles?|besetzt|verfugbar|erreichbar|beschaftigt|disponive(?:l|is)|occupat[oi]|disponibil[ei]|bezet|beschikbaar|bereikbaar|zajet[^ ]*|dostepn[^ ]*) ',
  ' (?:virtual|virtuel[^ ]*|virtuell[^ ]*|digital[^ ]*|ai|ki|ia|automated|automatic|automatisch[^ ]*|wirtualn[^ ]*|virtuale) ',
  ' (?:told|said|spoke|talked|gave|sent|was|were|had|did|dijo|hablo|envio|fue|dit|parle|etait|sagte|hat|hatte|war|falou|disse|foi|era|detto|ha|zei|heeft|was|powiedzial[^ ]*|byl[^ ]*|rozmawial[^ ]*) ',
  ' (?:not|no|nobody|never|cannot|without|nadie|sin|ne|pas|aucun|sans|nicht|kein[^ ]*|niemand[^ ]*|ohne|nao|ninguem|sem|non|nessuno|senza|niet|geen|zonder|nie|nikt|bez) ',
  ' (?:if|whether|when|si|wenn|falls|ob|quando|se|als|indien|jesli|jezeli|gdy|czy|or|oder|ou|lub|albo) ',
  ' (?:can|could|may|might|would|should|shall|do you|are you|want|puede[ns]?|podria|quiere[ns]?|desea[s]?|peut|peuvent|pourrait|voulez|souhaitez|puis|kann|konnen|konnte|mochten|wollen|soll|darf|pode[m]?|poderia|quer|deseja|posso|puo|possono|vuole|vuoi|desidera|kan|kunnen|wilt|wil|zal ik|moge|moze|chce[^ ]*) ',
  ' (?:like|rather|prefer|ask|other driver|witness|insurance|travel|estate|agency|police|third) ',
].map((pattern) => compilePattern(pattern, {}));

/** Over the words of a sentence with one space between and around them. */
export function tellsOfPersonComing(sentence: string): boolean {
  return (
    PROMISES.some((pattern) => pattern.test(sentence)) && !HARMLESS.some((pattern) => pattern.test(sentence))
  );
}
