import { foldText } from '../fold-text.ts';
import { splitSentences } from '../split-sentences.ts';
import { tokenise } from '../tokenise.ts';

const PERSON =
  'person|people|human|colleague|agent|advisor|adviser|representative|specialist|someone|somebody|supervisor|manager|team|staff|operator|consultant|persona|agente|companero|asesor|humano|conseiller|personne|collegue|quelqu|humain|agent|menschen|mitarbeiter|kollegen|kollegin|berater|jemandem|person|pessoa|atendente|colega|alguem|persona|operatore|collega|qualcuno|medewerker|collega|iemand|mens|konsultantem|czlowiekiem|pracownikiem|kims';
const OFFER =
  'would you like|do you want|shall i|should i|may i|can i|could i|would it help|do you prefer|would you prefer|want me to|quieres|quiere|desea|te gustaria|le gustaria|prefiere|souhaitez|voulez|veux tu|preferez|puis je|mochten sie|mochtest du|soll ich|wollen sie|quer|gostaria|deseja|prefere|vuole|vuoi|desidera|preferisce|posso|wilt u|wilt you|wil je|zal ik|czy chce|czy chcesz|czy mam|czy wolisz';
const OFFERS_PERSON = new RegExp(` (?:${OFFER}) (?:[^ ]+ ){0,10}(?:${PERSON}) `);

/** Whether a text asks its reader if he wants a person: a "yes" to it is then a request for one. */
export function offersPerson(text: string): boolean {
  return splitSentences(text.slice(-2000)).some(
    (sentence) => sentence.question && OFFERS_PERSON.test(` ${tokenise(foldText(sentence.text)).join(' ')} `),
  );
}
