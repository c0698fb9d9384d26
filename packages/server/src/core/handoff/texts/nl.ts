import type { DeskTexts } from './desk-texts.ts';

export const DUTCH: DeskTexts = {
  because: {
    customer_requested: 'Natuurlijk.',
    low_confidence: 'Ik weet niet zeker of ik dit goed kan beantwoorden en wil niet gokken.',
    high_frustration: 'Het spijt me dat dit zo vervelend is.',
    policy_required: 'Hier moet een mens uit ons team naar kijken.',
    sensitive_topic:
      'Dank dat u dit vertelt. Bel direct het alarmnummer als u of iemand anders in gevaar is.',
    ai_error: 'Het spijt me, er is bij mij iets misgegaan.',
  },
  now: 'Ik draag u nu over aan iemand van ons team.',
  later:
    'Op dit moment is niemand vrij, daarom staat u in de wachtrij: iemand van ons team neemt het zo snel mogelijk over.',
  unknown: 'Ik draag u over aan iemand van ons team, die het zo snel mogelijk overneemt.',
  closed: (opens) =>
    `Ons team is er op dit moment niet${opens === null ? '' : ` (weer bereikbaar: ${opens})`}. Uw verzoek is doorgegeven: iemand van ons team neemt het over zodra we weer open zijn.`,
  nobodyHere:
    'Op dit moment is er niemand van ons team. Uw verzoek is doorgegeven: iemand van ons team neemt het over zodra er weer iemand is.',
  nothingToRepeat: 'Ons hele gesprek is daar te lezen, u hoeft niets te herhalen.',
  place: (position) =>
    position === 1 ? 'U bent als volgende aan de beurt.' : `U staat op plaats ${position}.`,
  waitUpTo: (minutes) =>
    minutes === 1
      ? 'Het duurt waarschijnlijk minder dan een minuut.'
      : `Het duurt waarschijnlijk minder dan ${minutes} minuten.`,
  waitBetween: (from, to) => `Het duurt waarschijnlijk ${from} tot ${to} minuten.`,
  waitOver: (minutes) => `Het duurt waarschijnlijk meer dan ${minutes} minuten.`,
  delayed: 'Het spijt me dat het langer duurt dan zou moeten: er is tot dusver niemand vrij geweest.',
  stillInLine: 'U staat nog in de wachtrij.',
  choices: {
    wait: 'blijven wachten',
    callback: 'vragen of we u terugbellen',
    email: 'vragen om een e-mail',
    ai: 'intussen met mij verdergaan',
  },
  choose: (list) => `U kunt ${list}.`,
  how: 'Schrijf gewoon wat u liever hebt, met uw telefoonnummer of e-mailadres.',
  nobodyCame:
    'Het spijt me, er kon niemand naar deze chat komen. Niets van wat u schreef is verloren. Ik help u hier zo goed mogelijk verder; u kunt altijd opnieuw om een mens vragen.',
  transferred:
    'Ik geef u door aan iemand van het team die u hierbij kan helpen en alles kan lezen wat hier tot dusver is geschreven.',
  requeued:
    'Het spijt me, we zijn de verbinding met onze collega kwijt. Ik zoek iemand anders voor u; u houdt uw plaats en alles wat geschreven is, staat er nog.',
  called: (address, when) => `Dank u. We bellen u op ${address}${when === null ? '' : ` (${when})`}.`,
  written: (address) => `Dank u. We schrijven naar ${address}.`,
  meanwhile: 'Tot die tijd ben ik hier als er nog iets is.',
  askPhone: 'Graag. Op welk telefoonnummer mogen we u bellen?',
  askEmail: 'Graag. Naar welk e-mailadres mogen we schrijven?',
  notThen: (nearest) =>
    `Het spijt me, op dat moment kan niemand u bellen.${nearest === null ? '' : ` Het eerstvolgende moment dat we kunnen toezeggen: ${nearest}.`} Welk moment schikt u?`,
  callDue: 'Het is tijd voor het telefoontje waar u om vroeg: iemand van ons team belt u.',
  withdrawn: 'Goed, dan gaan we hier verder.',
  rating: 'Hoe goed hebben we u geholpen? U kunt 1 tot 5 sterren geven.',
  rated: 'Bedankt voor uw beoordeling.',
  mail: {
    subject: (reference) => `We hebben uw verzoek ontvangen (${reference})`,
    greeting: (name) => (name === null ? 'Goedendag,' : `Goedendag ${name},`),
    taken:
      'dank voor uw bericht. We hebben uw verzoek ontvangen en iemand van ons team schrijft u op dit adres.',
    reference: (reference) => `Uw kenmerk: ${reference}`,
  },
};
