import type { SupervisorMessages } from '../en/supervisor.ts';

/** Die Übersicht für Leitende. */
export const supervisorMessages: SupervisorMessages = {
  supervisor: {
    title: 'Übersicht',
    show: 'Abteilung',
    everywhere: 'Alle Abteilungen',
    loading: 'Die Übersicht wird geöffnet…',
    leadsOnly:
      'Die Übersicht ist für Leitende. Wer es schon ist, kann Sie unter Einstellungen, Mitarbeitende dazu machen; auch der Schlüssel eines Admins öffnet sie.',

    departments: 'Abteilungen',
    open: 'Offen',
    closed: 'Geschlossen',
    opens: (time) => `öffnet ${time}`,
    waiting: 'Wartend',
    longest: 'Am längsten',
    promised: (time) => `zugesagt: ${time}`,
    nobodyWaits: 'niemand wartet',
    levels: { calm: 'in der Zeit', near: 'nahe der Grenze', late: 'zu lange' },
    serviceLevel: 'Servicelevel',
    serviceLevelSince: (time, kept, of) => `${kept} von ${of} seit ${time}`,
    serviceLevelNone: (time) => `niemand seit ${time}`,
    serviceLevels: { calm: 'gehalten', near: 'unter 80 %', late: 'unter 60 %' },
    unknown: '–',
    load: 'Gespräche',
    loadOf: (busy, slots) => `${busy} von ${slots}`,
    here: (count) => (count === 0 ? 'niemand da' : count === 1 ? 'eine Person da' : `${count} Personen da`),
    band: 'Wer jetzt fragt, hört',
    bandOf: (from, to) => `${from} bis ${to}`,
    bandMore: (from) => `mehr als ${from}`,
    bandLess: (to) => `weniger als ${to}`,
    bandUnknown: 'keine Zeit: zu wenig bekannt',

    conversations: 'Gespräche',
    waitingTitle: 'Wartend',
    heldTitle: 'Bei einer Person',
    noneWaiting: 'Niemand wartet.',
    noneHeld: 'Gerade ist kein Gespräch bei einer Person.',
    offeredTo: (name) => `${name} angeboten`,
    heldBy: (name) => `bei ${name}`,
    heldOutside: 'in einem anderen System',
    since: (time) => `seit ${time}`,
    more: (count) => (count === 1 ? 'und eines mehr' : `und ${count} mehr`),

    operators: 'Mitarbeitende',
    noOperators: 'Hier arbeitet noch niemand.',
    nobodyHere: 'Gerade ist niemand da.',
    offline: (count) => `Offline (${count})`,
    lead: 'Leitung',
    chats: (chats, most) => `${chats} von ${most} Gesprächen`,
    offers: (count) => (count === 1 ? '+ 1 angeboten' : `+ ${count} angeboten`),

    alerts: 'Hinweise',
    noAlerts: 'Nichts braucht Sie.',

    actionsOf: (name) => `Aktionen: ${name}`,
    watch: 'Mitlesen',
    watchOf: (name) => `Mitlesen: ${name}`,
    reassign: 'Weitergeben…',
    priority: 'Priorität…',
    whisper: 'Zuflüstern…',
    sendAway: 'Offline setzen…',

    reassignTitle: (name) => `Weitergeben: ${name}`,
    department: 'Abteilung',
    person: 'Person',
    anybody: 'Wer frei ist',
    note: 'Notiz für den, der es übernimmt',
    noteHint: 'Kolleginnen und Kollegen sehen sie, der Kunde nicht.',
    reassignSubmit: 'Weitergeben',
    notPresent: 'Niemand aus dieser Abteilung ist verfügbar.',

    priorityTitle: (name) => `Priorität: ${name}`,
    priorityLabel: 'Priorität',
    priorityHint: 'Eine höhere Priorität geht vor jeder niedrigeren, egal wer länger gewartet hat.',
    priorities: { urgent: 'Dringend', high: 'Hoch', normal: 'Normal', low: 'Niedrig' },
    priorityOwn: (priority) => `Wie sie ist (${priority})`,
    prioritySubmit: 'Priorität setzen',

    whisperTitle: (name) => `${name} zuflüstern`,
    whisperText: 'Ihre Worte',
    whisperHint: 'Nur wer das Gespräch hat, erfährt es. Der Kunde sieht es nie.',
    whisperSubmit: 'Zuflüstern',
    whispered: (name) => `${name} weiß Bescheid.`,

    awayTitle: (name) => `${name} offline setzen?`,
    awayHolding: (count) =>
      count === 1
        ? 'Ein Gespräch kommt nach den 30 Sekunden Frist wieder in die Warteschlange, mit dem Alter, das es hat.'
        : `${count} Gespräche kommen nach den 30 Sekunden Frist wieder in die Warteschlange, mit dem Alter, das sie haben.`,
    awayIdle: 'Es wird nichts mehr angeboten. Es ist kein Gespräch offen, also kommt keines zurück.',
    awayBack: 'Zurück geht es mit einem Klick auf „Verfügbar“.',
    awaySubmit: 'Offline setzen',
    awayDone: (name) => `${name} ist offline.`,
    passedOn: (name) => `${name} wurde weitergegeben.`,
    prioritised: (name) => `Die Priorität von ${name} ist gesetzt.`,

    refusal: {
      'not-holder':
        'Das darf nur, wer das Gespräch hat, oder die Leitung. Dazu kann man Sie unter Einstellungen, Mitarbeitende machen.',
      'over-capacity': 'Diese Person hat so viele Gespräche, wie sie haben darf.',
      'not-suited': 'Dieser Person fehlt die Abteilung, eine Fähigkeit oder die Sprache, die verlangt ist.',
      'offered-elsewhere': 'Es ist gerade jemandem angeboten. Warten Sie, bis das vorbei ist.',
      'not-present': 'Diese Person ist nicht da. Wählen Sie eine andere oder eine Abteilung.',
      'already-held': 'Inzwischen hat jemand dieses Gespräch übernommen.',
    },
  },
};
