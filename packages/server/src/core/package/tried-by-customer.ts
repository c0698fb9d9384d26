import { foldText } from '../nlp/fold-text.ts';
import { sentencesOf } from './sentences-of.ts';

const READ_CHARACTERS = 2000;
const MOST_SENTENCES = 20;
/* Over folded sentences. What he has "already" done counts whatever it is; other doings when they are attempts. */
const TRIED: readonly RegExp[] = [
  /\b(?:i|we)(?:'ve| have| had)? (?:already|just|tried|attempted)\b(?! (?:want|need|wanted|got|have|am|was|wondering|asking|said|told)\b)/,
  /\b(?:i|we)(?:'ve| have)?(?: also| even| twice)? (?:restarted|rebooted|reset|reinstalled|uninstalled|cleared|unplugged|replugged|switched (?:it )?off|turned (?:it )?off|logged (?:out|in)|signed out|checked|updated|replaced|swapped|factory reset|called|phoned|e-?mailed|contacted|followed)\b/,
  /\btried (?:to|it|that|everything|restarting|rebooting|resetting|another|a different|with|turning|logging|using|the)\b/,
  /\b(?:ya (?:lo |la |me |le |los |las |les )?(?:he |hemos )?(?:probe|probado|intente|intentado|reinicie|reiniciado|llame|llamado|cambie|cambiado|actualice|actualizado|revise|revisado|envie|enviado|hice|hecho|borre|desinstale)|he (?:probado|intentado|reiniciado|llamado|cambiado|revisado|desinstalado|actualizado))\b/,
  /\bich habe? (?:(?:es|das|den|die|ihn|sie|mich|schon|bereits|auch|mehrfach|mehrmals|zweimal|\p{L}+) ){0,8}(?:versucht|probiert|ausprobiert|neu ?gestartet|neugestartet|zuruckgesetzt|angerufen|geschrieben|gewechselt|uberpruft|gepruft|aktualisiert|installiert|geleert|geloscht|abgemeldet|getauscht|ausgetauscht)\b/u,
  /\bj'ai (?:(?:deja|aussi|meme|tout|bien) )*(?:essaye|tente|redemarre|reinitialise|appele|verifie|change|contacte|desinstalle|vide|mis a jour|envoye|fait|debranche)\b/,
  /\b(?:l'ho|ho) (?:(?:gia|anche|perfino) )*(?:provato|tentato|riavviato|resettato|chiamato|controllato|cambiato|contattato|disinstallato|aggiornato|inviato|svuotato)\b/,
  /\b(?:ja )?(?:tentei|experimentei|reiniciei|liguei|verifiquei|troquei|contactei|contatei|desinstalei|atualizei|limpei|enviei)\b/,
  /\bik heb (?:(?:het|de|al|ook|hem|mijn|\p{L}+) ){0,6}(?:geprobeerd|herstart|opnieuw opgestart|gereset|gebeld|gecontroleerd|vervangen|bijgewerkt|verwijderd|gemaild|uitgelogd)\b/u,
];
const NOT =
  /\b(?:not|never|haven't|havent|didn't|didnt|nicht|nie|no he|nunca|n'ai pas|pas encore|non ho|nao|niet|nog niet)\b/;

/** Sentences in which a customer tells what he has done about it himself. */
export function triedByCustomer(text: string): readonly string[] {
  return sentencesOf(text.slice(0, READ_CHARACTERS), MOST_SENTENCES)
    .filter(({ text: sentence, question }) => !question && tellsAttempt(foldText(sentence.slice(0, 400))))
    .map(({ text: sentence }) => sentence);
}

function tellsAttempt(folded: string): boolean {
  const match = TRIED.map((pattern) => pattern.exec(folded)).find((found) => found !== null);
  if (match === undefined) return false;
  // "I have not tried it" is none; "I restarted it and it does not work" is one.
  return !NOT.test(folded.slice(Math.max(0, match.index - 12), match.index + match[0].length));
}
