import type { KeyDetail } from '@baton/protocol';
import { foldText } from '../nlp/fold-text.ts';
import { sentencesOf } from './sentences-of.ts';

/** What a question wants to know: a detail of a kind, what has been tried, or what it is all about. */
export type Asked = KeyDetail['kind'] | 'tried' | 'matter';

const READ_CHARACTERS = 1500;
const MOST_SENTENCES = 12;

const NUMBER = '(?:number|no|nr|id|code|ref|reference|numero|num|nummer|codigo|codice|numeros?|nummern?)';
const OF =
  "(?: (?:of|for|on|de|du|da|do|della|del|dell|delle|di|d|la|l|el|il|le|votre|vos|su|tu|suo|sua|ihrer|ihre|der|des|van|uw|je|de|seu|your|the|a|o)[ ']?){0,3}";

/** A number of one kind: `policy number`, `numero de poliza`, `policennummer`. */
function numberOf(words: string, compounds: string): RegExp {
  return new RegExp(
    String.raw`\b(?:(?:${words})s? ${NUMBER}|${NUMBER}${OF} ?(?:${words})|(?:${compounds})|(?:which|what|welche[rn]?|que|quel(?:le)?|quale|qual|welke) (?:${words}) (?:is|are|was|were|ist|war|es|est|e|era|was) (?:it|this|that|es|das|betroffen|concern|about))\b`,
  );
}

const KINDS: readonly (readonly [Asked, RegExp])[] = [
  [
    'policy',
    numberOf(
      'policy|policies|poliza|police|polizza|apolice|polis|vertrag|contrat|contrato|contratto|contract|insurance|versicherung',
      'policennummer|polizzennummer|vertragsnummer|versicherungsnummer|versicherungsscheinnummer|polisnummer|contractnummer',
    ),
  ],
  [
    'claim',
    numberOf(
      'claim|siniestro|sinistre|schaden|sinistro|schade|schadenfall',
      'schadennummer|schadensnummer|schadenummer|claimnummer',
    ),
  ],
  [
    'order',
    numberOf(
      'order|booking|reservation|purchase|parcel|tracking|pedido|commande|bestellung|auftrag|ordine|encomenda|bestelling|reserva|buchung|prenotazione|reservering|boeking',
      'bestellnummer|auftragsnummer|buchungsnummer|bestelnummer|ordernummer|reserveringsnummer|boekingsnummer|sendungsnummer',
    ),
  ],
  [
    'invoice',
    numberOf('invoice|bill|factura|facture|rechnung|fattura|fatura|factuur', 'rechnungsnummer|factuurnummer'),
  ],
  [
    'email',
    /\b(?:e-?mail|mail ?adres(?:se)?|mailadresse|correo(?: electronico)?|courriel|posta elettronica|adresse mail)\b/,
  ],
  [
    'phone',
    /\b(?:(?:tele)?phone|mobile|cell|telefon(?:nummer)?|handy(?:nummer)?|mobilnummer|telefono|celular|cellulare|telefone|telemovel|telefoonnummer|telefoon|mobiele nummer|rueckrufnummer|ruckrufnummer|callback number|contact number)\b/,
  ],
  [
    'name',
    /\b(?:(?:your|full|first|last|sur|family|customer|ihr|ihren|vollstandigen|votre|su|tu|il suo|suo|seu|uw|je) ?(?:full |vollstandiger |vollstandigen |volledige )?(?:name|names|nombre(?: completo)?|nom(?: complet)?|nome(?: completo)?|naam)|surname|nachname|apellidos?|cognome|sobrenome|achternaam|who am i (?:speaking|talking|chatting) (?:to|with)|como (?:se|te) (?:llama|llamas|chama)|comment (?:vous appelez|t'appelles)|wie hei(?:ss|)(?:en sie|t du|sst du)|come (?:si chiama|ti chiami)|hoe heet (?:u|je))\b/,
  ],
  [
    'date',
    /\b(?:when (?:did|was|has|exactly|have|were) |since when|what (?:date|day|time)|(?:on )?which (?:date|day)|date of (?:the |your )?(?:accident|incident|damage|theft|loss|purchase|order|payment|event)|how long ago|wann (?:ist|war|hat|haben|wurde|genau|passierte|geschah)|seit wann|(?:an )?welche[mrs]? (?:tag|datum)|datum de[sr] |cuando (?:ocurrio|paso|sucedio|fue|empezo|compro|hizo|se|lo|pago)|desde cuando|(?:en )?que (?:dia|fecha)|quand (?:est|cela|ca|avez|a |s'est|l'avez|etait)|depuis quand|quel(?:le)? (?:jour|date)|a quelle date|quando (?:e |si |ha |aconteceu|ocorreu|foi|comprou|fez|pagou|era)|da quando|(?:em )?que (?:dia|data)|(?:in )?che (?:giorno|data)|wanneer (?:is|was|gebeurde|heeft|hebt|heb)|sinds wanneer|(?:op )?welke (?:dag|datum))/,
  ],
  [
    'amount',
    /\b(?:how much (?:did|was|were|have|has|money|exactly)|(?:what|which) amount|what (?:was|is) the (?:amount|price|sum)|wie ?viel (?:haben|hat|war|kostet|geld|wurde|genau)|welche[rn]? (?:betrag|summe)|wie hoch (?:war|ist)|cuanto (?:pago|fue|costo|le|es|era|dinero)|que (?:importe|cantidad)|combien (?:avez|a |etait|vous|d'argent|coute)|quel (?:montant|etait le montant)|quanto (?:ha |e |era |costa|pagou|foi|custou)|(?:che|quale) importo|qual (?:e |foi )?o valor|hoeveel (?:heeft|hebt|was|is|geld)|welk bedrag)/,
  ],
  [
    'tried',
    /\b(?:(?:what|which steps|anything) (?:have|did|has) (?:you|been) (?:already |so far )?(?:tried|try|done|do|taken|attempt(?:ed)?)|what (?:was|has been) tried|have you (?:already )?tried (?:anything|something)|which steps (?:have|did) you|was (?:haben|hast) (?:sie|du) (?:schon |bereits |bisher )*(?:versucht|probiert|unternommen|gemacht)|wurde schon (?:etwas )?versucht|que (?:ha|has|han) (?:probado|intentado|hecho)(?: ya)?|qu'(?:avez-vous|est-ce que vous avez) (?:deja )?(?:essaye|tente|fait)|(?:che )?cosa (?:ha|hai) (?:gia )?(?:provato|tentato|fatto)|o que (?:ja )?(?:tentou|fez|experimentou)|wat (?:heeft|heb|hebt) (?:u|je) (?:al |allemaal )*(?:geprobeerd|gedaan))\b/,
  ],
  [
    'matter',
    /\b(?:what (?:exactly )?(?:is|seems to be|was) (?:the |your )?(?:problem|issue|matter|trouble|request)|what is (?:this|it) (?:all )?about|what(?: exactly)? happened|what is going on|what brings you|what can (?:i|we) (?:do|help)|how (?:can|may) i (?:help|assist)|worum geht es|was ist (?:denn )?(?:passiert|das problem|ihr anliegen|los)|wie kann ich (?:ihnen |dir )?(?:weiter)?helfen|(?:en )?que (?:puedo|le puedo) ayudar|que (?:ha )?(?:paso|pasado|ocurrio|sucedio)|cual es (?:el|su) problema|que s'est-il passe|quel est (?:le|votre) probleme|de quoi s'agit-il|comment puis-je vous aider|(?:che )?cosa e (?:successo|accaduto)|qual e il (?:suo )?problema|come posso aiutar(?:la|ti)|o que (?:aconteceu|se passa)|qual e o (?:seu )?problema|como posso ajuda-lo|wat is er (?:gebeurd|aan de hand)|wat is (?:het|uw) probleem|waarmee kan ik (?:u |je )?helpen)\b/,
  ],
];

/** A sentence that asks for something, though it may not end in a question mark. */
const ASKS =
  /\b(?:what|which|could you|can you|would you|will you|may i|can i (?:have|get|ask)|could i|i(?: wi|')?ll? need|i need|we need|please|kindly|give|provide|tell|send|share|let me know|do you have|welche[rsnm]?|wie (?:lautet|ist)|nennen|konnen sie|konnten sie|kannst du|bitte|brauche|geben sie|gib mir|sagen|mitteilen|cual|que|digame|dime|puede|podria|puedes|indique|indicar|facilit|necesito|por favor|me da|quel(?:le)?|pouvez-vous|pourriez-vous|donnez|indiquez|j'ai besoin|il me faut|s'il vous plait|svp|qual[ei]?|puo|potrebbe|mi (?:dica|dia)|ho bisogno|mi serve|per favore|indichi|pode|poderia|diga|informe|preciso|me diz|wat|welke?|kunt u|kun je|mag ik|geef|nodig|alstublieft|graag|stuur)\b/;
const SHORT_IS = /\b(what|who|when|where|how)'s\b/g;
const DETAILS_TO_ASK: ReadonlySet<Asked> = new Set([
  'policy',
  'claim',
  'order',
  'invoice',
  'email',
  'phone',
  'name',
]);

/** What the questions in a message want to know, in a handful of languages; nothing for what asks nothing. */
export function askedFor(message: string): readonly Asked[] {
  const asked = new Set<Asked>();
  for (const { text, question } of sentencesOf(message.slice(0, READ_CHARACTERS), MOST_SENTENCES)) {
    const folded = foldText(text).replace(SHORT_IS, '$1 is');
    for (const [kind, pattern] of KINDS) {
      if (!question && !(DETAILS_TO_ASK.has(kind) && ASKS.test(folded))) continue;
      if (pattern.test(folded)) asked.add(kind);
    }
  }
  return [...asked];
}
