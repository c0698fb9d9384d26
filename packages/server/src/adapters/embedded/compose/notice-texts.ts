import type { HandoffReason } from '../handoff-reason.ts';

/** The parts of a transition message in one language (H3.2). */
export interface NoticeTexts {
  /** Why, where that helps. */
  readonly because: Partial<Record<HandoffReason, string>>;
  /** Somebody is free. */
  readonly now: string;
  /** Nobody is free at this moment: no promise of "now". */
  readonly later: string;
  /** It is not known whether somebody is free. */
  readonly unknown: string;
  readonly nothingToRepeat: string;
}

export const ENGLISH_NOTICE: NoticeTexts = {
  because: {
    customer_requested: 'Of course.',
    low_confidence: "I'm not sure that I can answer this properly, and I don't want to guess.",
    high_frustration: "I'm sorry that this has been so frustrating.",
    max_turns_exceeded: 'I can see that I am not getting you any further.',
    policy_required: 'This is something that a person on our side has to look at.',
    sensitive_topic:
      'Thank you for telling me. If you or somebody else is in danger, please call your local emergency number right away.',
    complex_issue: 'This needs a closer look than I can give it.',
    ai_error: "I'm sorry, something went wrong on my side.",
  },
  now: "I'm handing you over to a person from our team now.",
  later:
    'Nobody is free at this moment, so I have put you in line: a person from our team will take over as soon as possible.',
  unknown: "I'm passing you on to a person from our team, who will take over as soon as they can.",
  nothingToRepeat: "They can see our whole conversation, so you won't have to repeat anything.",
};

export const NOTICES: Readonly<Record<string, NoticeTexts>> = {
  en: ENGLISH_NOTICE,
  es: {
    because: {
      customer_requested: 'Por supuesto.',
      low_confidence: 'No estoy seguro de poder responder bien a esto y no quiero adivinar.',
      high_frustration: 'Siento que esto haya sido tan frustrante.',
      policy_required: 'De esto tiene que ocuparse una persona de nuestro equipo.',
      sensitive_topic:
        'Gracias por contármelo. Si usted u otra persona está en peligro, llame ahora mismo al número de emergencias.',
    },
    now: 'Le paso ahora con una persona de nuestro equipo.',
    later:
      'En este momento no hay nadie libre, así que queda en la cola: una persona de nuestro equipo se hará cargo en cuanto pueda.',
    unknown: 'Le paso con una persona de nuestro equipo, que se hará cargo en cuanto pueda.',
    nothingToRepeat: 'Verá toda nuestra conversación, así que no tendrá que repetir nada.',
  },
  fr: {
    because: {
      customer_requested: 'Bien sûr.',
      low_confidence: 'Je ne suis pas sûr de pouvoir bien répondre et je ne veux pas deviner.',
      high_frustration: 'Je suis désolé que cela soit si frustrant.',
      policy_required: 'Une personne de notre équipe doit s’en occuper.',
      sensitive_topic:
        "Merci de me l'avoir dit. Si vous ou quelqu'un d'autre êtes en danger, appelez tout de suite le numéro d'urgence.",
    },
    now: 'Je vous passe maintenant une personne de notre équipe.',
    later:
      "Personne n'est libre en ce moment, vous êtes donc dans la file : une personne de notre équipe prendra le relais dès que possible.",
    unknown: 'Je vous transmets à une personne de notre équipe, qui prendra le relais dès que possible.',
    nothingToRepeat: "Elle voit toute notre conversation, vous n'aurez donc rien à répéter.",
  },
  de: {
    because: {
      customer_requested: 'Gern.',
      low_confidence: 'Ich bin nicht sicher, ob ich das richtig beantworten kann, und möchte nicht raten.',
      high_frustration: 'Es tut mir leid, dass das so mühsam ist.',
      policy_required: 'Darum muss sich ein Mensch aus unserem Team kümmern.',
      sensitive_topic:
        'Danke, dass Sie mir das sagen. Wenn Sie oder jemand anderes in Gefahr ist, rufen Sie bitte sofort den Notruf an.',
    },
    now: 'Ich übergebe Sie jetzt an einen Menschen aus unserem Team.',
    later:
      'Im Moment ist niemand frei, deshalb sind Sie nun in der Warteschlange: Ein Mensch aus unserem Team übernimmt, sobald es geht.',
    unknown: 'Ich gebe Sie an einen Menschen aus unserem Team weiter, der übernimmt, sobald es geht.',
    nothingToRepeat: 'Unser ganzes Gespräch ist dort zu sehen, Sie müssen nichts wiederholen.',
  },
  pt: {
    because: {
      customer_requested: 'Claro.',
      low_confidence: 'Não tenho a certeza de poder responder bem a isto e não quero adivinhar.',
      high_frustration: 'Lamento que isto tenha sido tão frustrante.',
      policy_required: 'Isto tem de ser visto por uma pessoa da nossa equipa.',
      sensitive_topic:
        'Obrigado por me contar. Se você ou outra pessoa está em perigo, ligue já para o número de emergência.',
    },
    now: 'Vou passar a conversa agora a uma pessoa da nossa equipa.',
    later:
      'Neste momento não há ninguém livre, por isso ficou na fila: uma pessoa da nossa equipa vai assumir assim que possível.',
    unknown: 'Vou passar a conversa a uma pessoa da nossa equipa, que vai assumir assim que possível.',
    nothingToRepeat: 'Ela vê toda a nossa conversa, por isso não precisa de repetir nada.',
  },
  it: {
    because: {
      customer_requested: 'Certo.',
      low_confidence: 'Non sono sicuro di poter rispondere bene e non voglio tirare a indovinare.',
      high_frustration: 'Mi dispiace che sia stato così frustrante.',
      policy_required: 'Di questo deve occuparsi una persona del nostro team.',
      sensitive_topic:
        'Grazie per avermelo detto. Se lei o qualcun altro è in pericolo, chiami subito il numero di emergenza.',
    },
    now: 'La passo ora a una persona del nostro team.',
    later:
      'In questo momento nessuno è libero, quindi è in coda: una persona del nostro team subentrerà appena possibile.',
    unknown: 'La passo a una persona del nostro team, che subentrerà appena possibile.',
    nothingToRepeat: 'Vedrà tutta la nostra conversazione, quindi non dovrà ripetere nulla.',
  },
  nl: {
    because: {
      customer_requested: 'Natuurlijk.',
      low_confidence: 'Ik weet niet zeker of ik dit goed kan beantwoorden en wil niet gokken.',
      high_frustration: 'Het spijt me dat dit zo vervelend is.',
      policy_required: 'Hier moet een mens uit ons team naar kijken.',
      sensitive_topic:
        'Dank dat u dit vertelt. Bel direct het alarmnummer als u of iemand anders in gevaar is.',
    },
    now: 'Ik draag u nu over aan iemand van ons team.',
    later:
      'Op dit moment is niemand vrij, daarom staat u in de wachtrij: iemand van ons team neemt het zo snel mogelijk over.',
    unknown: 'Ik draag u over aan iemand van ons team, die het zo snel mogelijk overneemt.',
    nothingToRepeat: 'Ons hele gesprek is daar te lezen, u hoeft niets te herhalen.',
  },
  pl: {
    because: {
      customer_requested: 'Oczywiście.',
      low_confidence: 'Nie mam pewności, czy dobrze na to odpowiem, a nie chcę zgadywać.',
      high_frustration: 'Przykro mi, że to takie męczące.',
      policy_required: 'Tym musi zająć się osoba z naszego zespołu.',
      sensitive_topic:
        'Dziękuję, że mi Pan/Pani o tym mówi. W razie zagrożenia proszę natychmiast zadzwonić pod numer alarmowy.',
    },
    now: 'Przekazuję teraz rozmowę osobie z naszego zespołu.',
    later:
      'W tej chwili nikt nie jest wolny, dlatego rozmowa czeka w kolejce: osoba z naszego zespołu przejmie ją, gdy tylko będzie mogła.',
    unknown: 'Przekazuję rozmowę osobie z naszego zespołu, która przejmie ją, gdy tylko będzie mogła.',
    nothingToRepeat: 'Zobaczy całą naszą rozmowę, więc nie trzeba niczego powtarzać.',
  },
};

/** Said when a message in a language the agent has no answers in was not understood: offers a person. */
export const NOT_UNDERSTOOD: Readonly<Record<string, string>> = {
  es: 'Lo siento, no estoy seguro de haberle entendido. ¿Quiere hablar con una persona de nuestro equipo?',
  fr: "Je suis désolé, je ne suis pas sûr d'avoir compris. Souhaitez-vous parler à une personne de notre équipe ?",
  de: 'Es tut mir leid, ich bin nicht sicher, ob ich Sie richtig verstanden habe. Möchten Sie mit einem Menschen aus unserem Team sprechen?',
  pt: 'Desculpe, não tenho a certeza de ter entendido. Gostaria de falar com uma pessoa da nossa equipa?',
  it: 'Mi dispiace, non sono sicuro di aver capito. Desidera parlare con una persona del nostro team?',
  nl: 'Sorry, ik weet niet zeker of ik u goed begrijp. Wilt u met iemand van ons team spreken?',
  pl: 'Przepraszam, nie mam pewności, czy dobrze rozumiem. Czy chce Pan/Pani porozmawiać z osobą z naszego zespołu?',
};
