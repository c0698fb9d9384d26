import type { PromiseRules } from './promise-rules.ts';

/** Who else may come, and in which other frames that is told. */
interface Wider {
  readonly persons: string;
  readonly promises: readonly string[];
}

/*
 * One frame a line, the same in each language: a person will write, call, join, go on; you will speak with one; you
 * are in line for one; one was asked or is being looked for; the conversation moves to one; one takes care of it.
 */
const WIDER: Readonly<Record<string, Wider>> = {
  en: {
    persons: 'team lead|assistant manager|clerk|officer|people',
    promises: [
      ' {YOU} (?:are|is|has been|have been|will be|was|were|gets) {SOON}{0,4}(?:moved|placed|put|queued|added|sent|assigned|allocated|handed|given) (?:over )?(?:to|in|into|on|with) (?:[^ ]+ ){0,4}(?:{P}|{TEAM}|queue|line) ',
      ' (?:i|we) (?:have )?{SOON}{0,2}(?:flagged|raised|marked|submitted|logged|placed|put|moved|arranged|booked|scheduled|queued) (?:[^ ]+ ){0,4}?(?:for|with|to|in|into) (?:[^ ]+ ){0,3}(?:{P}|queue|line) ',
      ' (?:placing|putting|adding|moving|queueing|queuing) {YOU} (?:[^ ]+ ){0,2}?(?:in|into|to|on|for) (?:[^ ]+ ){0,3}(?:{P}|queue|line) ',
      ' (?:{P}|they|he|she) (?:will|ll|is going to|are going to) {SOON}{0,3}(?:jump in|chime in|hop on|drop in|come on|be along|see to|sort) ',
    ],
  },
  es: {
    persons: 'gestor|gestora|perito|servicio|area|tecnica|jefe|jefa|mesa de ayuda',
    promises: [
      ' (?:he|hemos|acabo de|ya he) (?:notificad|informad|alertad|avisad|contactad|notificar|informar|avisar|contactar)[^ ]* (?:[^ ]+ ){0,4}{P} ',
      ' (?:he|hemos|estoy|estamos|voy a|vamos a|acabo de) (?:[^ ]+ )?(?:remitido|trasladado|asignado|remitiendo|trasladando|asignando|remitir|trasladar|asignar) (?:[^ ]+ ){0,3}?{CASE} ',
      ' (?:cola|fila|lista de espera) (?:[^ ]+ ){0,4}{P} ',
      ' (?:pido|pedire|he pedido|hemos pedido|solicito|he solicitado|hemos solicitado) (?:[^ ]+ ){0,3}{P} ',
      ' {P} (?:[^ ]+ ){0,5}?(?:(?:te|le|lo|la|os|les) (?:devolvera|escribira|contacte|llame|atienda|ayude|responda|escriba)|entrara|intervendra|asumira|se ocupara|se sumara|se conectara) ',
      ' (?:transfiriendo|pasando|derivando|conectando|trasladando) (?:[^ ]+ ){0,2}{CASE} ',
      ' {CASE} (?:[^ ]+ ){0,2}?(?:se esta|esta siendo) (?:transfiriendo|pasando|derivando|transferid[oa]|derivad[oa]) ',
    ],
  },
  fr: {
    persons:
      'etre humain|collaborateur|collaboratrice|chef|cheffe|manager|assistant|assistante|teleconseiller',
    promises: [
      ' (?:ai|avons|viens de) (?:[^ ]+ )?(?:informe|notifie|alerte|contacte|avise|saisi|informer|notifier|alerter|contacter) (?:[^ ]+ ){0,3}{P} ',
      ' (?:fait|fais|faire) (?:remonter|suivre) (?:[^ ]+ ){0,5}{P} ',
      ' {P} (?:[^ ]+ ){0,4}?(?:va|vont) (?:[^ ]+ ){0,2}?(?:reprendre|rejoindre|poursuivre|continuer|prendre|occuper|intervenir|appeler|rappeler|repondre|contacter|ecrire|aider|traiter) ',
      ' {P} (?:[^ ]+ ){0,4}?(?:vous|te|nous) (?:appellera|ecrira|rejoindra|contactera|aidera|repondra|accompagnera) ',
      ' (?:je|nous|on) (?:[^ ]+ ){0,2}?(?:transfere|transferons|transmets|confie|bascule|passe|cede|laisse) (?:cette|la|votre|ta|le|ce) (?:[^ ]+ ){0,3}?(?:a|au|aux|vers) (?:[^ ]+ ){0,3}{P} ',
      ' (?:serez|seras|etre) (?:[^ ]+ ){0,3}?en (?:relation|contact|ligne|communication) avec (?:[^ ]+ ){0,3}{P} ',
      ' (?:je|j ai|nous|nous avons) (?:[^ ]+ ){0,3}?(?:demande|demander|demandons) a (?:[^ ]+ ){0,3}{P} ',
      ' file (?:[^ ]+ ){0,4}{P} ',
    ],
  },
  de: {
    persons:
      'mitglied|teammitglied|techniker|technikerin|service|fachkraft|betreuer|betreuerin|kundenbetreuer|vorgesetzte|teamleiter|teamleiterin|chef|chefin|sachbearbeitung',
    promises: [
      ' (?:ich|wir) (?:gebe|geben|reiche|reichen|leite|leiten) (?:[^ ]+ ){0,5}?(?:an|i am) (?:[^ ]+ ){0,3}{P} ',
      ' (?:sie|du) (?:sprechen|sprichst|chatten|chattest|schreiben|schreibst) (?:[^ ]+ ){0,2}?(?:gleich|jetzt|nun|bald|sofort|in kurze|dann) (?:[^ ]+ ){0,2}?mit (?:[^ ]+ ){0,3}{P} ',
      ' (?:ich|wir) (?:vermittle|vermitteln|eskaliere|eskalieren|ubertrage|ubertragen|delegiere) (?:[^ ]+ ){0,6}{P} ',
      ' (?:ich|wir) (?:ubergebe|ubergeben|uberlasse|ubertrage) (?:[^ ]+ ){0,3}{CASE} ',
      ' {P} (?:[^ ]+ ){0,5}?(?:schreibt ihnen|schreibt dir|schreiben ihnen|kontaktiert (?:sie|dich)|meldet sich|ruft (?:sie|dich)|macht (?:[^ ]+ ){0,4}weiter|fuhrt (?:[^ ]+ ){0,4}(?:fort|weiter)|nimmt (?:[^ ]+ ){0,4}auf) ',
      ' {CASE} (?:[^ ]+ ){0,5}{P} (?:[^ ]+ )?(?:zugewiesen|zugeteilt|ubertragen|zugeordnet) ',
      ' (?:warteschlange|warteliste) (?:[^ ]+ ){0,3}{P} ',
      ' (?:kummert|kummern) sich (?:[^ ]+ ){0,4}{P} ',
      ' (?:lasse|lassen) (?:sie|dich|ihnen|dir) (?:[^ ]+ ){0,4}{P} (?:[^ ]+ ){0,3}?(?:zuruckrufen|anrufen|kontaktieren|helfen|antworten|schreiben) ',
    ],
  },
  pt: {
    persons: 'perito|perita|assistente|gestor|gestora|servico|secao|chefe|tecnica',
    promises: [
      ' (?:notifiquei|informei|avisei|alertei|contatei|contactei|notificamos|informamos|avisamos) (?:[^ ]+ ){0,4}{P} ',
      ' (?:vou|vamos|irei) (?:[^ ]+ )?(?:repassar|comunicar|reportar) (?:[^ ]+ ){0,3}{P} ',
      ' (?:transfiro|transferimos|conecto|encaminho) (?:[^ ]+ ){0,4}?(?:para|a|ao|com) (?:[^ ]+ ){0,3}{P} ',
      ' {P} (?:[^ ]+ ){0,4}?(?:continua (?:a conversa|com|consigo|daqui)|continuara|telefona|telefonara|liga|entra (?:no|na|agora|ja)|assumira|ocupara|escrevera) ',
      ' (?:fila|lista de espera) (?:[^ ]+ ){0,4}{P} ',
      ' (?:pedi|pedimos|solicitei|solicitamos|acionei|acionamos) (?:[^ ]+ ){0,3}{P} ',
      ' (?:direcionando|transferindo|encaminhando|a transferir|a encaminhar) (?:[^ ]+ ){0,2}?(?:para|a|ao|com) (?:[^ ]+ ){0,3}{P} ',
      ' em (?:contato|contacto) com (?:[^ ]+ ){0,3}{P} ',
    ],
  },
  it: {
    persons: 'supporto|staff|manager|capo|superiore|assistente|servizio|addetti|responsabili',
    promises: [
      ' (?:ho|abbiamo) (?:[^ ]+ )?(?:informato|notificato|avvertito|allertato) (?:[^ ]+ ){0,4}{P} ',
      ' {P} (?:[^ ]+ ){0,4}?(?:sta per|stanno per|entrera|continua (?:la|con|questa|da)|interverra|(?:la|ti|le|vi) (?:chiamera|scrivera|segue|chiama)) ',
      ' (?:chiamo|chiamero|cerco|coinvolgo|sento) (?:subito |ora |adesso )?(?:un|una|il|la|uno) (?:[^ ]+ ){0,2}{P} ',
      ' (?:segnalo|segnaliamo|giro|passo|inoltro|affido) (?:[^ ]+ ){0,4}?(?:a|al|alla|ai) (?:[^ ]+ ){0,3}{P} ',
      ' (?:coda|fila|lista d attesa) (?:[^ ]+ ){0,4}{P} ',
      ' (?:ho|abbiamo) chiesto (?:[^ ]+ ){0,3}{P} ',
      ' (?:verra|verrai|sara|sarai) (?:seguit|aiutat|contattat|assistit|servit)[oa] (?:[^ ]+ ){0,2}?da (?:[^ ]+ ){0,3}{P} ',
      ' (?:la|ti) (?:segue|aiuta|chiama|contatta|assiste) (?:[^ ]+ ){0,3}{P} ',
      ' (?:lascio|cedo) la (?:parola|mano) (?:[^ ]+ ){0,4}{P} ',
      ' sto (?:coinvolgendo|allertando|contattando|sentendo) (?:[^ ]+ ){0,3}{P} ',
      ' faccio (?:richiamare|chiamare|contattare|aiutare|scrivere) (?:[^ ]+ )?da (?:[^ ]+ ){0,3}{P} ',
      ' {CASE} passa (?:[^ ]+ )?a (?:[^ ]+ ){0,2}{P} ',
    ],
  },
  nl: {
    persons:
      'lid|teamlid|mens|mensen|persoon|monteur|technicus|service|dienst|helpdesk|agent|chef|medewerkster|collega s',
    promises: [
      ' (?:heb|hebben) (?:[^ ]+ ){0,3}?[^ ]*(?:afdeling|team|dienst) (?:[^ ]+ )?(?:ingelicht|geinformeerd|gewaarschuwd|verwittigd) ',
      ' (?:you|je) (?:spreekt|spreek|praat|chat) (?:[^ ]+ ){0,2}?(?:zo|straks|dadelijk|nu|meteen|binnenkort) (?:[^ ]+ ){0,2}?met (?:[^ ]+ ){0,3}{P} ',
      ' {P} (?:[^ ]+ ){0,5}?(?:schrijft|belt|mailt|antwoordt|reageert) (?:[^ ]+ )?(?:you|je|snel|vanmiddag|morgen|vandaag|terug|zo) ',
      ' (?:ik|we|wij) (?:geef|draag|zet|stuur|escaleer|escaleren|geven) (?:[^ ]+ ){0,5}?(?:aan|naar) (?:[^ ]+ ){0,3}{P} ',
      ' (?:toegewezen|overgedragen|doorgegeven) aan (?:[^ ]+ ){0,3}{P} ',
      ' (?:wachtrij|wachtlijst) (?:[^ ]+ ){0,4}{P} ',
      ' (?:heb|hebben) (?:[^ ]+ ){0,3}{P} (?:[^ ]+ )?(?:gevraagd|gebeld|ingelicht) ',
      ' laat (?:een|onze|mijn) (?:[^ ]+ )?{P} ',
      ' {CASE} gaat (?:[^ ]+ ){0,3}?(?:over )?naar (?:[^ ]+ ){0,2}{P} ',
      ' bezig met (?:doorverbinden|overdragen|doorschakelen) ',
      ' (?:roep|haal|bel|vraag) ik (?:[^ ]+ ){0,3}{P} ',
      ' laat (?:you|je) (?:[^ ]+ )?(?:terugbellen|bellen|helpen|contacteren) (?:[^ ]+ ){0,3}{P} ',
      ' {P} die (?:contact|[^ ]+ contact|zich|you|je) (?:[^ ]+ ){0,3}?(?:opneemt|meldt|belt|helpt) ',
    ],
  },
  pl: {
    persons:
      'czlonek|czlonkowie|specjalisc[^ ]*|technik[^ ]*|serwis[^ ]*|obslug[^ ]*|biur[^ ]*|wsparci[^ ]*|koleg[^ ]*|kolez[^ ]*|kolezank[^ ]*|menedzer[^ ]*|fachow[^ ]*',
    promises: [
      ' (?:poinformowalismy|zawiadomilem|zawiadomilam|zglosilem|zglosilam) (?:[^ ]+ ){0,4}{P} ',
      ' (?:porozmawia|porozmawiasz) (?:[^ ]+ ){0,3}z (?:[^ ]+ ){0,3}{P} ',
      ' {P} (?:[^ ]+ ){0,5}?(?:napisze|napisza|odpowiedza|zadzwonia|kontynuowac|dolacza) ',
      ' (?:oddaje|oddam|eskaluje|eskalujemy|eskalowalem|eskalowalam) (?:[^ ]+ ){0,4}{P} ',
      ' (?:szukam|wolam|zawolam|poszukam|wzywam|wezwe) (?:[^ ]+ ){0,3}{P} ',
      ' {CASE} (?:[^ ]+ ){0,3}?(?:przydzielon|przypisan)[^ ]* (?:[^ ]+ ){0,3}{P} ',
      ' kolej[^ ]* (?:[^ ]+ ){0,3}{P} ',
      ' trwa (?:przelaczanie|laczenie|przekazywanie|przekierowanie|przekierowywanie) ',
      ' (?:przejmuje|przejmie|zajmuje sie|zajmie sie) (?:[^ ]+ ){0,4}{P} ',
    ],
  },
};

/** A language's rules with more people and frames; its harmless sentences stay what they are. */
export function widened(rules: PromiseRules): PromiseRules {
  const wider = WIDER[rules.language];
  if (wider === undefined) return rules;
  const { P = '' } = rules.classes;
  return {
    ...rules,
    classes: { ...rules.classes, P: `(?:${P}|${wider.persons})` },
    promises: [...rules.promises, ...wider.promises],
  };
}
