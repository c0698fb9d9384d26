import type { GeneralMessages } from '../en/general.ts';

/** Was auf jeder Seite steht. */
export const generalMessages: GeneralMessages = {
  product: 'Baton',

  guest: (suffix) => `Gast ${suffix}`,

  titleOffer: (customer) => `Für Sie: ${customer}`,

  title: (waiting) => (waiting === 0 ? 'Baton' : `(${waiting}) warten · Baton`),

  reason: {
    customer_requested: 'Hat nach einem Menschen gefragt',
    low_confidence: 'Die KI war sich nicht sicher',
    high_frustration: 'Die Stimmung ist gereizt',
    max_turns_exceeded: 'Viele Antworten ohne Fortschritt',
    policy_required: 'Eine Regel verlangt einen Menschen',
    sensitive_topic: 'Heikles Thema',
    complex_issue: 'Zu schwierig für die KI',
    ai_error: 'Die KI ist gescheitert',
    operator_takeover: 'Von einem Menschen übernommen',
    api: 'Von einem anderen System angefordert',
  },

  stage: {
    requested: 'Angefordert',
    queued: 'Wartet',
    offered: 'Angeboten',
    active: 'Im Gespräch',
    returning: 'Geht an die KI zurück',
    resolved: 'Abgeschlossen',
    returned: 'An die KI zurückgegeben',
    abandoned: 'Kunde hat das Gespräch verlassen',
    withdrawn: 'Mit der KI fortgesetzt',
    callback: 'Rückruf gewählt',
    email: 'E-Mail gewählt',
    failed: 'Gescheitert',
  },

  trigger: {
    known: {
      'explicit-request': 'Was der Kunde geschrieben hat',
      'low-confidence': 'Wie sicher sich die KI ihrer Antwort war',
      'no-progress': 'Antworten ohne Fortschritt',
      'most-turns': 'Antworten der KI',
      'failing-tools': 'Werkzeuge, die nacheinander versagten',
      'repeated-question': 'Wie oft dasselbe gefragt wurde',
      frustration: 'Ton der Nachrichten',
      'rising-frustration': 'Ton der Nachrichten, zunehmend gereizt',
      'transfer-promise': 'Die KI wollte einen Menschen versprechen',
      'turn-failed': 'Fehler beim Antworten',
      'mode-set-to-manual': 'Ein fremdes System hat übernommen',
      operator: 'Durch eine Mitarbeiterin oder einen Mitarbeiter',
      api: 'Durch ein anderes System',
    },
    topic: (name) => `Thema: ${name}`,
    tool: (name) => `Werkzeug ${name}`,
    repeated: (times) => `Dasselbe ${times}-mal gefragt`,
    custom: (name) => `Regel: ${name}`,
  },

  time: {
    underMillisecond: '<1 ms',
    milliseconds: (n) => `${n} ms`,
    preciseSeconds: (n) => `${n.replace('.', ',')} s`,
    seconds: (n) => `${n} s`,
    minutes: (n) => `${n} Min.`,
    hours: (n) => `${n} Std.`,
    days: (n) => (n === 1 ? '1 Tag' : `${n} Tage`),
    today: 'Heute',
    yesterday: 'Gestern',
  },

  wait: {
    left: (time) => `noch ${time}`,
    late: (time) => `${time} zu spät`,
    waiting: (time) => `Wartet ${time}`,
    held: (time) => `seit ${time}`,
    ended: (time) => `vor ${time}`,
    justNow: 'gerade eben',
    answerDue: (time) => `Wartet auf Antwort · ${time}`,
    answered: 'Beantwortet',
  },

  identity: {
    loading: 'Die Konsole wird geöffnet …',
    failed: 'Der Server antwortet nicht.',
    retry: 'Erneut versuchen',
    nameTitle: 'Wer antwortet?',
    nameHint:
      'Kunden sehen diesen Namen, wenn Sie unter Ihrem Namen antworten. Er bleibt in diesem Browser gespeichert.',
    name: 'Ihr Name',
    start: 'Loslegen',
    keyTitle: 'Anmelden',
    keyHint: 'Verwenden Sie den Zugangsschlüssel, den Sie für diese Konsole erhalten haben.',
    key: 'Zugangsschlüssel',
    signIn: 'Anmelden',
    signingIn: 'Anmeldung läuft …',
    keyRefused: 'Dieser Schlüssel wurde nicht angenommen. Bitte prüfen Sie ihn und versuchen Sie es erneut.',
    keyNotOperator: 'Mit diesem Schlüssel kann man hier nicht arbeiten.',
    changeName: 'Namen ändern',
    signOut: 'Abmelden',
    skip: 'Zum Gespräch springen',
  },

  connection: {
    lost: 'Verbindung wird wiederhergestellt … Was Sie sehen, ist vielleicht nicht aktuell.',
    back: 'Wieder verbunden.',
  },

  refusal: {
    'already-held': 'Jemand aus dem Team hat dieses Gespräch vor Ihnen angenommen.',
    'not-holder': 'Sie führen dieses Gespräch nicht mehr.',
    'wrong-stage': 'Das ist nicht mehr möglich: Die Übergabe ist schon weiter.',
    'over-capacity': 'Sie führen so viele Gespräche, wie Sie dürfen. Beenden Sie zuerst eines.',
    'not-suited': 'Es verlangt eine Abteilung, Kenntnis oder Sprache, die Sie nicht haben.',
    'offered-elsewhere': 'Es wird gerade jemand anderem angeboten.',
    'not-offered': 'Es wird Ihnen nicht mehr angeboten.',
    'not-present': 'Diese Person ist nicht da. Wählen Sie eine andere oder eine Abteilung.',
    'commitment-open': 'Etwas, das zugesagt wurde, ist noch offen.',
    'rate-limited': 'Zu viele Anfragen. Bitte warten Sie einen Augenblick und versuchen Sie es erneut.',
    overloaded: 'Der Server ist überlastet. Bitte versuchen Sie es gleich noch einmal.',
    draining: 'Der Server startet neu. Bitte versuchen Sie es gleich noch einmal.',
    forbidden: 'Das dürfen Sie nicht.',
    unauthenticated: 'Ihre Anmeldung ist abgelaufen.',
  },
};
