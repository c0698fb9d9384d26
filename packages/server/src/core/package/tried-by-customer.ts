import { foldText } from '../nlp/fold-text.ts';
import { sentencesOf } from './sentences-of.ts';

const READ_CHARACTERS = 2000;
const MOST_SENTENCES = 20;
/* Over folded sentences. What he has "already" done counts whatever it is; other doings when they are attempts. */
const TRIED: readonly RegExp[] = [
  /^(?:(?:also|and|already|just|yes|yeah|yep|done)[, ]+)*(?:did that|cleared|restarted|rebooted|reset|reinstalled|tried|checked|updated|unplugged|replaced)\b/,
  /\b(?:i|we)(?:'?ve| have| had)? (?:already|just|tried|attempted)\b(?! (?:want|need|wanted|got|have|am|was|wondering|asking|said|told)\b)/,
  /\b(?:i|we)(?:'?ve| have)?(?: also| even| twice)? (?:wrote|sent|asked (?!you)|spoke|messaged|reported|rung|rang|written|complained|visited|restarted|rebooted|reset|reinstalled|uninstalled|cleared|unplugged|replugged|switched (?:it )?off|turned (?:it )?off|logged (?:out|in)|signed out|checked|updated|replaced|swapped|factory reset|called|phoned|e-?mailed|contacted|followed)\b/,
  /\btried (?:to|it|that|everything|restarting|rebooting|resetting|another|a different|with|turning|logging|using|the)\b/,
  /\bya (?:(?:lo|la|me|le|os|los|las|les|nos) )?(?:he|hemos) \p{L}+[dt]o\b|\bya (?:(?:lo|la|me|le|os|los|las|les|nos) )?(?!se\b|que\b|este\b|ese\b|no\b)\p{L}{2,}(?:e|i|mos)\b|\bhe (?:probado|intentado|reiniciado|llamado|cambiado|revisado|desinstalado|actualizado)\b/u,
  /\b(?:ich hab'?e?|hab'?e? ich) (?:(?!nicht\b)\p{L}+ ){0,8}(?:versucht|probiert|ausprobiert|neu ?gestartet|neugestartet|zuruckgesetzt|angerufen|geschrieben|gewechselt|uberpruft|gepruft|aktualisiert|installiert|geleert|geloscht|abgemeldet|getauscht|ausgetauscht)\b/u,
  /\b(?:ich hab'?e?|hab'?e? ich) (?:(?!nicht\b)\p{L}+ ){0,2}(?:schon|bereits) (?:(?!nicht\b)\p{L}+ ){0,6}\p{L}*(?:t|en)\b/u,
  /^(?:ja,? |und )?hab'?e? (?:schon|bereits) (?:(?!nicht\b)\p{L}+ ){0,6}\p{L}*(?:t|en)\b/u,
  /\bj'ai deja \p{L}{3,}/u,
  /\bj'ai (?:(?:aussi|meme|tout|bien) )*(?:essaye|tente|redemarre|reinitialise|appele|verifie|change|contacte|desinstalle|vide|mis a jour|debranche)\b/,
  /\b(?:l'ho|ho) gia \p{L}{3,}/u,
  /\b(?:l'ho|ho) (?:(?:anche|perfino) )*(?:provato|tentato|riavviato|resettato|chiamato|controllato|cambiato|contattato|disinstallato|aggiornato|svuotato)\b/,
  /\bja \p{L}{2,}(?:ei|i)\b/u,
  /\b(?:tentei|experimentei|reiniciei|verifiquei|desinstalei|atualizei)\b/,
  /\bik heb (?:(?!niet\b)\p{L}+ ){0,6}(?:geprobeerd|herstart|opnieuw opgestart|gereset|gebeld|gecontroleerd|vervangen|bijgewerkt|verwijderd|gemaild|uitgelogd)\b/u,
  /\bik heb (?:(?!niet\b)\p{L}+ ){0,2}al (?:(?!niet\b)\p{L}+ ){0,5}\p{L}*ge\p{L}+\b/u,
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
