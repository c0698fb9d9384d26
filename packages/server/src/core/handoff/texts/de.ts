import type { DeskTexts } from './desk-texts.ts';

export const GERMAN: DeskTexts = {
  because: {
    customer_requested: 'Gern.',
    low_confidence: 'Ich bin nicht sicher, ob ich das richtig beantworten kann, und möchte nicht raten.',
    high_frustration: 'Es tut mir leid, dass das so mühsam ist.',
    policy_required: 'Darum muss sich ein Mensch aus unserem Team kümmern.',
    sensitive_topic:
      'Danke, dass Sie mir das sagen. Wenn Sie oder jemand anderes in Gefahr ist, rufen Sie bitte sofort den Notruf an.',
    ai_error: 'Es tut mir leid, bei mir ist etwas schiefgegangen.',
  },
  now: 'Ich übergebe Sie jetzt an einen Menschen aus unserem Team.',
  later:
    'Im Moment ist niemand frei, deshalb sind Sie nun in der Warteschlange: Ein Mensch aus unserem Team übernimmt, sobald es geht.',
  unknown: 'Ich gebe Sie an einen Menschen aus unserem Team weiter, der übernimmt, sobald es geht.',
  closed: (opens) =>
    `Unser Team ist zurzeit nicht da${opens === null ? '' : ` (wieder erreichbar: ${opens})`}. Ihr Anliegen ist weitergegeben: Ein Mensch aus unserem Team übernimmt, sobald wir wieder geöffnet haben.`,
  nobodyHere:
    'Zurzeit ist niemand aus unserem Team da. Ihr Anliegen ist weitergegeben: Ein Mensch aus unserem Team übernimmt, sobald wieder jemand da ist.',
  nothingToRepeat: 'Unser ganzes Gespräch ist dort zu sehen, Sie müssen nichts wiederholen.',
  place: (position) =>
    position === 1 ? 'Sie sind als Nächstes an der Reihe.' : `Sie stehen auf Platz ${position}.`,
  waitUpTo: (minutes) =>
    minutes === 1
      ? 'Es dauert voraussichtlich weniger als eine Minute.'
      : `Es dauert voraussichtlich weniger als ${minutes} Minuten.`,
  waitBetween: (from, to) => `Es dauert voraussichtlich ${from} bis ${to} Minuten.`,
  waitOver: (minutes) => `Es dauert voraussichtlich mehr als ${minutes} Minuten.`,
  delayed: 'Es tut mir leid, dass es länger dauert, als es sollte: Bisher war niemand frei.',
  stillInLine: 'Sie sind weiter in der Warteschlange.',
  choices: {
    wait: 'weiter warten',
    callback: 'um einen Rückruf bitten',
    email: 'um eine E-Mail bitten',
    ai: 'solange mit mir weitermachen',
  },
  choose: (list) => `Sie können ${list}.`,
  how: 'Schreiben Sie einfach, was Ihnen lieber ist, mit Ihrer Telefonnummer oder E-Mail-Adresse.',
  nobodyCame:
    'Es tut mir leid, in diesen Chat konnte niemand kommen. Nichts von dem, was Sie geschrieben haben, ist verloren. Ich helfe Ihnen hier weiter, so gut ich kann; nach einem Menschen können Sie jederzeit wieder fragen.',
  transferred:
    'Ich gebe Sie an jemanden aus unserem Team weiter, der Ihnen dabei helfen kann und alles lesen kann, was hier bisher geschrieben wurde.',
  requeued:
    'Es tut mir leid, die Verbindung zu unserem Teammitglied ist abgebrochen. Ich hole jemand anderen für Sie; Ihr Platz bleibt Ihnen, und alles bisher Geschriebene ist noch da.',
  called: (address, when) => `Danke. Wir rufen Sie unter ${address} an${when === null ? '' : ` (${when})`}.`,
  written: (address) => `Danke. Wir schreiben an ${address}.`,
  meanwhile: 'Bis dahin bin ich hier, falls Sie noch etwas brauchen.',
  askPhone: 'Gern. Unter welcher Telefonnummer sollen wir Sie anrufen?',
  askEmail: 'Gern. An welche E-Mail-Adresse sollen wir schreiben?',
  notThen: (nearest) =>
    `Leider kann Sie zu dieser Zeit niemand anrufen.${nearest === null ? '' : ` Die nächste Zeit, die wir zusagen können: ${nearest}.`} Welche Zeit passt Ihnen?`,
  callDue: 'Es ist Zeit für den gewünschten Rückruf: Ein Mensch aus unserem Team ruft Sie an.',
  withdrawn: 'Gut, dann machen wir hier weiter.',
  rating: 'Wie gut haben wir Ihnen geholfen? Sie können 1 bis 5 Sterne geben.',
  rated: 'Vielen Dank für Ihre Bewertung.',
  mail: {
    subject: (reference) => `Wir haben Ihr Anliegen erhalten (${reference})`,
    greeting: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
    taken:
      'danke für Ihre Nachricht. Wir haben Ihr Anliegen erhalten, und ein Mensch aus unserem Team schreibt Ihnen an diese Adresse.',
    reference: (reference) => `Ihr Zeichen: ${reference}`,
  },
};
