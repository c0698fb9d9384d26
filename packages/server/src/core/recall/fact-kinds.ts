import { findDetails } from '../nlp/extract/find-details.ts';
import { foldText } from '../nlp/fold-text.ts';
import { tokenise } from '../nlp/tokenise.ts';

/** What a question asks for, and what a sentence tells. */
export type FactKind = 'when' | 'how-much' | 'who' | 'where' | 'why' | 'number' | 'phone' | 'email' | 'url';

const READ_CHARACTERS = 1000;

const words = (...lists: readonly string[]): RegExp => new RegExp(` (?:${lists.join('|')}) `);

/* Questions: folded words, in English, Spanish, German, French, Italian, Portuguese and Dutch. */
const ASKS_WHEN = words(
  'when|what time|what day|which day|how long|how soon|by what date|what date|which date',
  'cuando|cuanto dura|que dia|que fecha|cuanto tiempo|a que hora',
  'wann|welchem tag|welcher tag|welchen tag|wie lange|uhrzeit|welches datum|welchem datum',
  'quand|quel jour|quelle date|combien de temps|quelle heure',
  'quando|quanto dura|che giorno|quale giorno|quanto tempo|che ora|che data',
  'que dia|qual dia|a que horas|que data',
  'wanneer|welke dag|hoe lang|hoelang|hoe laat|welke datum',
);
const HOW_LONG = /(?:quanto|cuanto) (?:tempo|tiempo|dura)|combien de temps|how long/g;
const ASKS_HOW_MUCH = words(
  'how much|how many|what amount|which amount|what sum|how high|cost|costs|price|what percentage',
  'cuanto|cuanta|cuantos|cantidad|importe|cuesta|precio|que me cobran',
  'wie ?viel|wieviele|betrag|kostet|kosten|teuer|preis|hoch',
  'combien|montant|coute|prix',
  'quanto|quanta|importo|costa|prezzo',
  'valor|custa|preco|montante',
  'hoeveel|bedrag|kost|duur|prijs',
);
const ASKS_WHERE = words(
  'where|what address|which address|which place',
  'donde|adonde|que direccion',
  'wo|wohin|welche adresse|welcher adresse|welchem ort',
  'quelle adresse|quel endroit',
  'dove|quale indirizzo|che indirizzo',
  'onde|aonde|que morada|qual morada|que endereco',
  'waar|waarheen|welk adres',
);
const OU_ASKS = /^ (?:et )?ou /;
const ASKS_WHY = words(
  'why|reason|how come',
  'por que|porque|motivo|razon',
  'warum|wieso|weshalb|grund',
  'pourquoi|raison',
  'perche|come mai',
  'razao',
  'waarom|reden|hoezo',
);
const ASKS_WHO = words(
  'who|whom|whose|name of',
  'quien|quienes|como se llama',
  'wer|wen|wem|wie heisst',
  'qui|comment s appelle',
  'chi|come si chiama',
  'quem|como se chama',
  'hoe heet',
);
/** German for "how". */
const WIE_ASKS_WHO =
  /^ (?:en )?wie (?!viel|lange|hoch|teuer|ist|war|lautet|oft|kann|bekomme|komme|geht|sieht|soll)/;
const ASKS_NUMBER =
  / (?:\S*number|code|reference|ref|\S*numero|codigo|referencia|\S*nummer|\S*code|kennung|codice|riferimento|referencia|kenmerk) /;
const ASKS_PHONE =
  / (?:phone|telephone|call|hotline|telefono|llamo|llamar|telefon\S*|anrufen|erreiche|appelle|appeler|joindre|chiamo|chiamare|telefone|ligo|ligar|telefoon\S*|bel|bellen|bereik) /;
const ASKS_EMAIL = / (?:e mail\S*|email\S*|mail|mails|mailadresse|mailadres|correo|courriel) /;
const ASKS_URL = / (?:website|web|url|link|site|page|enlace|pagina|seite|lien|webseite|sito) /;

/** What a question asks for; empty where it does not show. `text` is one sentence or more. */
export function askedKinds(text: string): ReadonlySet<FactKind> {
  const said = ` ${tokenise(foldText(text.slice(0, READ_CHARACTERS))).join(' ')} `;
  const kinds = new Set<FactKind>();
  if (ASKS_WHEN.test(said)) kinds.add('when');
  if (ASKS_HOW_MUCH.test(said.replace(HOW_LONG, ' '))) kinds.add('how-much');
  if (ASKS_WHERE.test(said) || OU_ASKS.test(said)) kinds.add('where');
  if (ASKS_WHY.test(said)) kinds.add('why');
  if (ASKS_WHO.test(said) || WIE_ASKS_WHO.test(said)) kinds.add('who');
  if (ASKS_NUMBER.test(said)) kinds.add('number');
  if (ASKS_PHONE.test(said)) kinds.add('phone');
  if (ASKS_EMAIL.test(said)) kinds.add('email');
  if (ASKS_URL.test(said)) kinds.add('url');
  return kinds;
}

/** Said by a word for how much or where, though it names the matter: no part of what has to stand in the fact. */
export function namesKind(word: string): boolean {
  const said = ` ${word} `;
  const patterns = [ASKS_WHEN, ASKS_HOW_MUCH, ASKS_WHERE, ASKS_WHY, ASKS_WHO, ASKS_EMAIL, ASKS_URL];
  return (
    patterns.some((pattern) => pattern.test(said)) ||
    /^(?:what|day|dia|tag|jour|giorno|dag|amount|sum|adress?e?|direccion|indirizzo|morada|quanti\w*)$/.test(
      word,
    )
  );
}

const TIME = words(
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tomorrow|tonight|weeks?|days?|hours?|minutes?|months?|years?|am|pm|morning|afternoon|evening|noon|january|february|march|april|june|july|august|september|october|november|december|soon|until',
  'lunes|martes|miercoles|jueves|viernes|sabado|domingo|hoy|manana|semanas?|dias?|horas?|minutos?|mes|meses|anos?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre',
  'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|heute|morgen|wochen?|tagen?|tage|stunden?|minuten?|monaten?|monate?|jahren?|jahre?|januar|februar|marz|mai|juni|juli|oktober|dezember|uhr',
  'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|aujourd|demain|semaines?|jours?|heures?|mois|ans?|annees?|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre',
  'lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|oggi|domani|settiman[ae]|giorn[oi]|or[ae]|minuti|mes[ei]|ann[oi]|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|novembre|dicembre',
  'segunda|terca|quarta|quinta|sexta|hoje|amanha|semanas?|dias?|mes|janeiro|fevereiro|marco|maio|junho|julho|setembro|outubro|novembro|dezembro',
  'maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|vandaag|weken|week|dagen|dag|uren|uur|maanden|maand|jaren|jaar|januari|februari|maart|mei|juni|juli|augustus',
);
const CLOCK = /\b\d{1,2}(?::\d{2}|h\d{2}| ?[ap]m)\b/i;
const AMOUNT =
  /[$€£]|\d\s?(?:euros?|eur|dollars?|usd|pounds?|gbp|chf|francs?|franken|percent|prozent|procent|por ciento|per cento|pour cent|%)/i;
const PLACE =
  /\b(?:street|road|lane|avenue|square|branch|office|desk|floor|room|calle|avenida|plaza|oficina|rue|place|bureau|agence|via|piazza|ufficio|rua|praca|praça|filiale|büro|etage|kantoor|filiaal|zum|unter der adresse)\b|\p{L}(?:stra(?:ß|ss)e|weg|platz|gasse|allee|straat|laan|plein|gracht)\b/iu;
const PLACE_NUMBER =
  /\b\p{Lu}[\p{L}'’.-]{1,30}(?: \p{L}{1,30})? \d{1,4}[a-z]?\b|\b\d{1,4}[a-z]?,? (?:rue|avenue|boulevard|place|\p{Lu}\p{L}{1,30} (?:street|road|lane|avenue))/iu;
const CAUSE = words(
  'because|due|since|caused|reason|owing',
  'por una?|porque|debido|causa|motivo',
  'weil|wegen|da|aufgrund|grund|durch',
  'cause|parce|car|raison|suite',
  'per un[oa]?|perche|causa|dovuto|motivo|poiche',
  'por uma?|porque|devido|razao',
  'door|omdat|wegens|vanwege|reden|doordat',
);
const TITLE =
  /\b(?:mr|mrs|ms|miss|dr|herrn?|frau|señora?|sr|sra|monsieur|madame|mme|signora?|senhora?|meneer|mevrouw|colleague|kollege|kollegin|collègue|collega|colega|compañer[oa])\b/iu;
const NAME = /(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}/u;
const CODE =
  /\b(?=[A-Z0-9-]{0,24}\d)(?=[A-Z0-9-]{0,24}[A-Z])[A-Z0-9][A-Z0-9-]{3,24}\b|(?<![\d.,])\d{3,}(?![\d.,]*\d)/;

/** What a sentence tells. */
export function toldKinds(sentence: string): ReadonlySet<FactKind> {
  const text = sentence.slice(0, READ_CHARACTERS);
  const said = ` ${tokenise(foldText(text)).join(' ')} `;
  const details = new Set(findDetails(text).map(({ kind }) => kind));
  const kinds = new Set<FactKind>();
  if (TIME.test(said) || CLOCK.test(text) || details.has('date')) kinds.add('when');
  if (AMOUNT.test(text) || details.has('amount')) kinds.add('how-much');
  if (PLACE.test(text) || PLACE_NUMBER.test(text) || details.has('email') || details.has('url'))
    kinds.add('where');
  if (CAUSE.test(said)) kinds.add('why');
  if (TITLE.test(text) || NAME.test(text)) kinds.add('who');
  if (
    CODE.test(text) ||
    ['order', 'policy', 'claim', 'invoice', 'number'].some((kind) => details.has(kind as never))
  )
    kinds.add('number');
  if (details.has('phone')) kinds.add('phone').add('number');
  if (details.has('email')) kinds.add('email');
  if (details.has('url')) kinds.add('url');
  return kinds;
}
