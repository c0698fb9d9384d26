import type { TurnContext } from '../../../engine/turn-context.ts';
import { unansweredMessages } from '../unanswered.ts';
import { writtenLanguage } from './handoff-notice.ts';

/** Said to a file without a word: what is in it stays unread, and a person is offered. */
export const CANNOT_READ: Readonly<Record<string, string>> = {
  en: "Thank you, I have received your file, but I can't read files myself. Would you like me to get a person from our team who can look at it? You can also tell me in words what it is about.",
  es: 'Gracias, he recibido su archivo, pero yo no puedo leer archivos. ¿Quiere hablar con una persona de nuestro equipo que pueda verlo? También puede contarme con palabras de qué se trata.',
  fr: "Merci, j'ai bien reçu votre fichier, mais je ne peux pas lire les fichiers moi-même. Souhaitez-vous parler à une personne de notre équipe qui pourra le regarder ? Vous pouvez aussi me dire avec des mots de quoi il s'agit.",
  de: 'Danke, Ihre Datei ist angekommen, aber ich kann Dateien nicht selbst lesen. Möchten Sie mit einem Menschen aus unserem Team sprechen, der sie sich ansehen kann? Sie können mir auch in Worten sagen, worum es geht.',
  pt: 'Obrigado, recebi o seu ficheiro, mas não consigo ler ficheiros. Gostaria de falar com uma pessoa da nossa equipa que o possa ver? Também me pode dizer por palavras do que se trata.',
  it: 'Grazie, ho ricevuto il suo file, ma non posso leggere i file. Desidera parlare con una persona del nostro team che possa guardarlo? Può anche dirmi a parole di che cosa si tratta.',
  nl: 'Bedankt, ik heb uw bestand ontvangen, maar ik kan zelf geen bestanden lezen. Wilt u met iemand van ons team spreken die ernaar kan kijken? U kunt mij ook in woorden vertellen waar het over gaat.',
  pl: 'Dziękuję, plik dotarł, ale sam nie potrafię czytać plików. Czy chce Pan/Pani porozmawiać z osobą z naszego zespołu, która może go obejrzeć? Można mi też napisać słowami, o co chodzi.',
};

/** What to say where files are all that there is to answer; null where there are words, or no files. */
export function sayCannotRead(context: TurnContext): string | null {
  const messages = unansweredMessages(context);
  const files = messages.some((message) => (message.files ?? []).length > 0);
  if (!files || messages.some(({ text }) => text.trim() !== '')) return null;
  return CANNOT_READ[writtenLanguage(context)] ?? CANNOT_READ['en'] ?? null;
}
