import { guessLanguage } from '../nlp/guess-language.ts';

type Notice = (minutes: number) => string;

/** One sentence, without a promise of anybody. */
const NOTICES: Readonly<Record<string, Notice>> = {
  en: (minutes) =>
    `You have asked for a person very often in the last hour, so I will go on helping you here myself; you can ask again in ${minutes} min.`,
  es: (minutes) =>
    `Ha pedido una persona muchas veces en la última hora, así que de momento sigo ayudándole yo; podrá volver a pedirlo dentro de ${minutes} min.`,
  fr: (minutes) =>
    `Vous avez demandé une personne très souvent en une heure, je continue donc moi-même à vous aider ; vous pourrez redemander dans ${minutes} min.`,
  de: (minutes) =>
    `Sie haben in der letzten Stunde sehr oft nach einem Menschen gefragt, deshalb helfe ich Ihnen vorerst selbst weiter; in ${minutes} Min. können Sie wieder fragen.`,
  pt: (minutes) =>
    `Pediu uma pessoa muitas vezes na última hora, por isso continuo eu a ajudar por agora; pode voltar a pedir dentro de ${minutes} min.`,
  it: (minutes) =>
    `Ha chiesto una persona molte volte nell'ultima ora, quindi per ora continuo ad aiutarla io; potrà chiederlo di nuovo tra ${minutes} min.`,
  nl: (minutes) =>
    `U heeft het afgelopen uur heel vaak om een mens gevraagd, dus ik help u voorlopig zelf verder; over ${minutes} min. kunt u het weer vragen.`,
  pl: (minutes) =>
    `W ostatniej godzinie prośba o człowieka padła bardzo często, dlatego na razie nadal pomagam ja; można poprosić znowu za ${minutes} min.`,
};
const ENGLISH: Notice = NOTICES['en'] ?? String;
const MINUTE = 60_000_000;
/** Stands for the number, to tell the sentence whenever it was said. */
const ANY = 0;

/** What the AI says in the place of asking for a person once more (H4.7), in the language of what the customer wrote. */
export function limitNotice(texts: readonly string[], again: number, now: number): string {
  const language = guessLanguage(texts.join('\n')) ?? 'en';
  const minutes = Math.max(1, Math.ceil((again - now) / MINUTE));
  return (NOTICES[language] ?? ENGLISH)(minutes);
}

/** Whether a text says so already: it is not said twice running. */
export function saysLimit(text: string): boolean {
  return Object.values(NOTICES).some((notice) => {
    const [before = '', behind = ''] = notice(ANY).split(` ${ANY} `);
    return text.includes(before) && text.includes(behind);
  });
}
