import type { DeskTexts } from './desk-texts.ts';

export const ITALIAN: DeskTexts = {
  because: {
    customer_requested: 'Certo.',
    low_confidence: 'Non sono sicuro di poter rispondere bene e non voglio tirare a indovinare.',
    high_frustration: 'Mi dispiace che sia stato così frustrante.',
    policy_required: 'Di questo deve occuparsi una persona del nostro team.',
    sensitive_topic:
      'Grazie per avermelo detto. Se lei o qualcun altro è in pericolo, chiami subito il numero di emergenza.',
    ai_error: 'Mi dispiace, qualcosa è andato storto da parte mia.',
  },
  now: 'La passo ora a una persona del nostro team.',
  later:
    'In questo momento nessuno è libero, quindi è in coda: una persona del nostro team subentrerà appena possibile.',
  unknown: 'La passo a una persona del nostro team, che subentrerà appena possibile.',
  closed: (opens) =>
    `Il nostro team non c'è in questo momento${opens === null ? '' : ` (torna: ${opens})`}. Ho inoltrato la sua richiesta: una persona del nostro team subentrerà quando riapriremo.`,
  nobodyHere:
    "In questo momento non c'è nessuno del nostro team. Ho inoltrato la sua richiesta: una persona del nostro team subentrerà appena qualcuno sarà tornato.",
  nothingToRepeat: 'Vedrà tutta la nostra conversazione, quindi non dovrà ripetere nulla.',
  place: (position) =>
    position === 1 ? 'È la prossima persona in coda.' : `È al posto ${position} della coda.`,
  waitUpTo: (minutes) =>
    minutes === 1
      ? 'Probabilmente ci vorrà meno di un minuto.'
      : `Probabilmente ci vorranno meno di ${minutes} minuti.`,
  waitBetween: (from, to) => `Probabilmente ci vorranno da ${from} a ${to} minuti.`,
  waitOver: (minutes) => `Probabilmente ci vorranno più di ${minutes} minuti.`,
  delayed: 'Mi dispiace che ci voglia più del dovuto: finora nessuno è stato libero.',
  stillInLine: 'È ancora in coda.',
  choices: {
    wait: 'continuare ad aspettare',
    callback: 'chiedere una telefonata',
    email: "chiedere un'e-mail",
    ai: 'continuare con me nel frattempo',
  },
  choose: (list) => `Può ${list}.`,
  how: 'Scriva semplicemente che cosa preferisce, con il suo numero di telefono o indirizzo e-mail.',
  nobodyCame:
    'Mi dispiace, nessuno è potuto venire in questa chat. Nulla di quello che ha scritto è andato perso. Continuo ad aiutarla qui come posso; può chiedere di nuovo una persona in qualsiasi momento.',
  transferred:
    'La passo a qualcuno del team che può aiutarla e che può leggere tutto quello che è stato scritto qui finora.',
  requeued:
    'Mi dispiace, abbiamo perso il collegamento con il nostro collega. Le cerco un’altra persona; mantiene il suo posto e tutto quello che è stato scritto è ancora qui.',
  called: (address, when) => `Grazie. La chiameremo al ${address}${when === null ? '' : ` (${when})`}.`,
  written: (address) => `Grazie. Scriveremo a ${address}.`,
  meanwhile: 'Fino ad allora sono qui, se le serve altro.',
  askPhone: 'Volentieri. A quale numero di telefono possiamo chiamarla?',
  askEmail: 'Volentieri. A quale indirizzo e-mail possiamo scriverle?',
  notThen: (nearest) =>
    `Mi dispiace, a quell'ora nessuno può chiamarla.${nearest === null ? '' : ` Il prossimo orario che possiamo promettere: ${nearest}.`} Quale orario le andrebbe bene?`,
  callDue: "È l'ora della chiamata che ha chiesto: una persona del nostro team la chiamerà.",
  withdrawn: 'Va bene, continuiamo qui.',
  rating: 'Come l’abbiamo aiutata? Può darci da 1 a 5 stelle.',
  rated: 'Grazie per la valutazione.',
  mail: {
    subject: (reference) => `Abbiamo ricevuto la sua richiesta (${reference})`,
    greeting: (name) => (name === null ? 'Buongiorno,' : `Buongiorno ${name},`),
    taken:
      'grazie per averci contattato. Abbiamo ricevuto la sua richiesta e una persona del nostro team le scriverà a questo indirizzo.',
    reference: (reference) => `Il suo riferimento: ${reference}`,
  },
};
