import { SpellingCorrector } from '../correct-spelling.ts';
import { COMMON_WORDS } from '../match/common-words.ts';
import { SHORT_WORDS } from '../short-words.ts';

/** The words of requests in other languages than English that carry them: who is wanted, and for what. */
const VOCABULARY =
  'persona humano humana agente asesor operador operadora representante alguien supervisor gerente encargado empleado especialista hablar quiero necesito puedo llamarme comunicarme pasame transfiereme companero favor ' +
  'personne humain conseiller operateur quelqu responsable superviseur employe collegue parler voudrais veux besoin joindre contacter appeler rappeler passez transferez interlocuteur plait ' +
  'mensch menschen mitarbeiter berater jemanden jemandem jemand ansprechpartner kollegen vorgesetzten kundenservice sprechen reden mochte brauche verbinden verbinde weiterleiten echten bitte kontaktieren telefonieren ' +
  'pessoa atendente alguem funcionario falar conversar preciso quero gostaria transferir encaminhar atendimento humano colega poderia ' +
  'persona umano operatore addetto consulente qualcuno responsabile parlare vorrei voglio bisogno passami contattare richiamare trasferire collega dipendente favore ' +
  'medewerker iemand persoon spreken praten graag doorverbinden terugbellen';

/** Right words that come too near to one of the vocabulary. */
const KEPT =
  'personal persons personne personnes personas persone pessoas operator operators operation response responsible employed employee employ humor humane agents agency contact contactar contacte parlez parlare parlo parle falar fala habla hablo rede redet reden redes sprache spreche mensch mensa necesita necesitas precisa precioso favorite favor favour besoins veut vous gusta gustaria quiere querer requiero puede poder potere potrei prego bitten bietet verbinden verbindung iemand niemand niemandem';

const corrector = new SpellingCorrector(
  VOCABULARY.split(' '),
  [...COMMON_WORDS, ...SHORT_WORDS, ...KEPT.split(' ')],
  (length) => (length < 5 ? 0 : length < 8 ? 1 : 2),
);

/** Puts right misspelt words of requests in other languages than English; null when nothing was wrong. */
export function repairForeignWords(words: readonly string[]): readonly string[] | null {
  let corrections = 0;
  const repaired = words.map((word) => {
    const right = corrector.correct(word);
    if (right === null || right === word) return word;
    corrections += 1;
    return right;
  });
  return corrections === 0 ? null : repaired;
}
