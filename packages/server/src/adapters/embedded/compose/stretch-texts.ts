/** How the AI tells what a person said before: whose words they are, never in his place. */
export interface StretchTexts {
  readonly told: (name: string) => string;
  readonly alsoSaid: (name: string) => string;
  /** Shown as the AI's own words at the time. */
  readonly wereTold: string;
  readonly recorded: (name: string) => string;
  /** With one of the company's tools. */
  readonly did: (name: string) => string;
  readonly promised: string;
  readonly due: (day: string) => string;
  readonly kept: string;
  readonly talkedTo: (names: string) => string;
  readonly colleague: string;
  readonly and: string;
}

const ENGLISH: StretchTexts = {
  told: (name) => `${name} told you:`,
  alsoSaid: (name) => `${name} also said:`,
  wereTold: 'You were told:',
  recorded: (name) => `${name} recorded this as the outcome:`,
  did: (name) => `${name} did this for you:`,
  promised: 'This was promised to you:',
  due: (day) => `by ${day}`,
  kept: 'done',
  talkedTo: (names) => `You talked to ${names}.`,
  colleague: 'My colleague',
  and: 'and',
};

const TEXTS: Readonly<Record<string, StretchTexts>> = {
  en: ENGLISH,
  es: {
    told: (name) => `${name} le dijo:`,
    alsoSaid: (name) => `${name} dijo también:`,
    wereTold: 'Se le dijo:',
    recorded: (name) => `${name} anotó como resultado:`,
    did: (name) => `${name} hizo esto por usted:`,
    promised: 'Se le prometió esto:',
    due: (day) => `hasta el ${day}`,
    kept: 'hecho',
    talkedTo: (names) => `Habló con ${names}.`,
    colleague: 'Mi compañero',
    and: 'y',
  },
  de: {
    told: (name) => `${name} hat Ihnen gesagt:`,
    alsoSaid: (name) => `${name} hat außerdem gesagt:`,
    wereTold: 'Ihnen wurde gesagt:',
    recorded: (name) => `${name} hat als Ergebnis festgehalten:`,
    did: (name) => `${name} hat das für Sie erledigt:`,
    promised: 'Das wurde Ihnen zugesagt:',
    due: (day) => `bis ${day}`,
    kept: 'erledigt',
    talkedTo: (names) => `Sie haben mit ${names} gesprochen.`,
    colleague: 'Jemand aus unserem Team',
    and: 'und',
  },
  fr: {
    told: (name) => `${name} vous a dit :`,
    alsoSaid: (name) => `${name} a dit aussi :`,
    wereTold: 'On vous a dit :',
    recorded: (name) => `${name} a noté comme résultat :`,
    did: (name) => `${name} a fait ceci pour vous :`,
    promised: 'Voici ce qui vous a été promis :',
    due: (day) => `d'ici le ${day}`,
    kept: 'fait',
    talkedTo: (names) => `Vous avez parlé avec ${names}.`,
    colleague: 'Mon collègue',
    and: 'et',
  },
  it: {
    told: (name) => `${name} le ha detto:`,
    alsoSaid: (name) => `${name} ha detto anche:`,
    wereTold: 'Le è stato detto:',
    recorded: (name) => `${name} ha annotato come esito:`,
    did: (name) => `${name} ha fatto questo per lei:`,
    promised: 'Le è stato promesso questo:',
    due: (day) => `entro il ${day}`,
    kept: 'fatto',
    talkedTo: (names) => `Ha parlato con ${names}.`,
    colleague: 'Il mio collega',
    and: 'e',
  },
  pt: {
    told: (name) => `${name} disse-lhe:`,
    alsoSaid: (name) => `${name} disse também:`,
    wereTold: 'Foi-lhe dito:',
    recorded: (name) => `${name} registou como resultado:`,
    did: (name) => `${name} fez isto por si:`,
    promised: 'Foi-lhe prometido o seguinte:',
    due: (day) => `até ${day}`,
    kept: 'feito',
    talkedTo: (names) => `Falou com ${names}.`,
    colleague: 'O meu colega',
    and: 'e',
  },
  nl: {
    told: (name) => `${name} heeft u gezegd:`,
    alsoSaid: (name) => `${name} zei ook:`,
    wereTold: 'U is gezegd:',
    recorded: (name) => `${name} heeft als uitkomst genoteerd:`,
    did: (name) => `${name} heeft dit voor u gedaan:`,
    promised: 'Dit is u beloofd:',
    due: (day) => `uiterlijk ${day}`,
    kept: 'gedaan',
    talkedTo: (names) => `U heeft met ${names} gesproken.`,
    colleague: 'Mijn collega',
    and: 'en',
  },
};

/** `language`: ISO 639-1. */
export function stretchTexts(language: string): StretchTexts {
  return TEXTS[language] ?? ENGLISH;
}
