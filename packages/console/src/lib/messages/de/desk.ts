import type { DeskMessages } from '../en/desk.ts';

/** Die Warteschlange, und was von selbst kommt. */
export const deskMessages: DeskMessages = {
  presence: {
    label: 'Ihr Status',
    statuses: { available: 'Verfügbar', away: 'Abwesend', offline: 'Offline' },
    ended: 'Sie gelten jetzt als offline. Wählen Sie „Verfügbar“, um wieder Gespräche zu bekommen.',
    failed: (why) => `Ihr Status konnte nicht geändert werden: ${why}`,
    bellOn: 'Ton und Benachrichtigungen sind an',
    bellOff: 'Ton und Benachrichtigungen sind aus',
  },

  offer: {
    label: 'Ihnen angeboten',
    title: (customer) => `Für Sie: ${customer}`,
    announce: (customer, reason, time) =>
      `Ein Gespräch mit ${customer} wird Ihnen angeboten: ${reason}. Noch ${time} zum Antworten.`,
    passedOn: 'Weitergeleitet',
    left: (time) => `noch ${time}`,
    accept: 'Annehmen',
    decline: 'Ablehnen',
  },

  alerts: {
    label: 'Hinweise',
    open: 'Öffnen',
    dismiss: 'Ausblenden',
    kinds: {
      'service-level-near': 'wartet bald länger als zugesagt',
      'service-level-passed': 'wartet länger als zugesagt',
      'customer-waits': 'wartet auf Ihre Antwort',
      'operator-lost': 'wartet wieder: Wer das Gespräch führte, ist nicht mehr da',
      'commitment-open': 'hat eine Zusage, die noch offen ist',
      'follow-up-due': 'hat eine Zusage für einen Anruf oder eine E-Mail, die fällig ist',
      'nobody-came': 'wurde aufgegeben: Niemand kam',
      returning: 'geht bald an die KI zurück',
      whispered: '– die Teamleitung hat eine Nachricht für Sie',
    },
    somebody: 'Ein Kunde',
  },

  news: {
    wrote: (customer) => `${customer} hat Ihnen geschrieben`,
    given: (customer) => `${customer} ist jetzt bei Ihnen`,
  },

  queue: {
    label: 'Warteschlange',
    groups: { waiting: 'Wartend', mine: 'Meine', colleagues: 'Im Team', ended: 'Vor Kurzem beendet' },
    filterLabel: 'Zeigen',
    filters: { all: 'Alle', waiting: 'Wartend', active: 'Aktiv', ended: 'Beendet' },
    heldBy: (name) => `bei ${name}`,
    heldByMe: 'bei Ihnen',
    heldOutside: 'in einem fremden System',
    offeredTo: (name) => `an ${name}`,
    offeredToMe: 'an Sie',
    nobody: 'noch niemand',
    priorities: { urgent: 'Dringend', high: 'Priorität hoch', low: 'Priorität niedrig' },
    priority: (priority) => `Priorität ${priority}`,
    unread: (count) => (count === 1 ? '1 ungelesene Nachricht' : `${count} ungelesene Nachrichten`),
    given: 'Neu',
    place: (place) => `Platz ${place}`,
    beyond: (count) =>
      count === 1 ? '1 weitere Person steht weiter hinten' : `${count} weitere stehen weiter hinten`,
    departments: 'Abteilungen',
    allDepartments: 'Alle',
    search: 'Kunden suchen',
    moreFilters: (on) => (on === 0 ? 'Weitere Filter' : `Weitere Filter, ${on} gesetzt`),
    reason: 'Grund',
    language: 'Sprache',
    any: 'Beliebig',
    clearFilters: 'Filter zurücksetzen',
    nothingFound: 'Zu diesen Filtern passt nichts.',
    loading: 'Die Warteschlange wird geladen …',
    emptyWaiting: 'Niemand wartet. Neue Anfragen erscheinen hier, sobald sie eingehen.',
    emptyMine: 'Sie führen kein Gespräch. Nehmen Sie eines an, um zu beginnen.',
    emptyAll:
      'Alles ruhig. Die KI führt alle Gespräche; Anfragen nach einem Menschen erscheinen hier von selbst.',
    emptyActive: 'Zurzeit führt kein Mensch ein Gespräch.',
    emptyEnded: 'In der letzten Stunde ist nichts zu Ende gegangen.',
    announceNew: (customer, reason) => `Neue Anfrage von ${customer}: ${reason}`,
    pick: (waiting) => (waiting === 0 ? 'Niemand wartet' : 'Wählen Sie ein Gespräch'),
    pickHint: (waiting) =>
      waiting === 0
        ? 'Die KI antwortet. Wer einen Menschen möchte, erscheint sofort in der Warteschlange.'
        : `${waiting === 1 ? 'Eine Person wartet' : `${waiting} Personen warten`}. Drücken Sie j und dann Enter, um die erste zu öffnen.`,
  },

  followUps: {
    loading: 'Die Zusagen werden geladen …',
    kinds: { callback: 'Anruf', email: 'E-Mail', commitment: 'Zusage' },
    filters: { due: 'Fällig', mine: 'Meine', all: 'Alle' },
    empty: {
      due: 'Zurzeit ist nichts fällig.',
      mine: 'Sie haben nichts übernommen. Übernehmen Sie etwas aus der Liste aller Zusagen.',
      all: 'Nichts steht an. Anrufe und E-Mails, die Kunden statt des Wartens wählen, erscheinen hier, und Zusagen mit einer Zeit.',
    },
    due: (time) => `fällig seit ${time}`,
    until: (time) => `bis ${time}`,
    nobody: 'noch niemand',
    you: 'Sie',
    delivery: {
      waiting: (attempts) =>
        attempts === 0 ? 'Die E-Mail wird gerade versandt.' : 'Der Versand der E-Mail wird wiederholt.',
      sent: () => 'Die E-Mail wurde versandt.',
      failed: (attempts) =>
        `Die E-Mail konnte auch nach ${attempts} Versuchen nicht versandt werden: Schreiben Sie dem Kunden selbst.`,
    },
    take: 'Übernehmen',
    takeOf: (what) => `Übernehmen: ${what}`,
    done: 'Erledigt',
    doneOf: (what) => `Erledigt: ${what}`,
    cancel: 'Streichen',
    cancelOf: (what) => `Streichen: ${what}`,
    result: 'Was dabei herauskam',
    why: 'Warum es nicht mehr nötig ist',
    resultHint: 'Für das Team. Darf leer bleiben.',
    back: 'Abbrechen',
  },

  shortcuts: {
    title: 'Tasten',
    open: 'Tasten',
    close: 'Schließen',
    enabled: 'Einzeltasten',
    enabledHint:
      'Tasten, die allein gedrückt etwas auslösen. Schalten Sie sie aus, wenn Sie diktieren oder leicht versehentlich Tasten drücken.',
    groups: {
      everywhere: 'Überall',
      list: 'In einer Liste',
      conversation: 'In einem Gespräch',
      writing: 'Beim Schreiben',
    },
    page: (page) => `Gehe zu: ${page}`,
    palette: 'Seite, Gespräch oder Handlung finden',
    search: 'Kunden suchen',
    next: 'Nächster Eintrag der Liste',
    previous: 'Voriger Eintrag der Liste',
    openRow: 'Öffnen',
    acceptOffer: 'Das oberste Angebot annehmen',
    accept: 'Annehmen oder übernehmen',
    insert: 'Vorgeschlagene Antwort einfügen',
    reply: 'Antworten',
    note: 'Notiz schreiben',
    resolve: 'Abschließen',
    returnToAi: 'An die KI zurückgeben',
    transfer: 'Weiterleiten',
    decline: 'Das oberste Angebot ablehnen',
    help: 'Diese Tasten zeigen',
    closeOrBack: 'Schließen, Textfeld verlassen, zurück zur Liste',
    send: 'Senden',
    newLine: 'Neue Zeile',
  },
};
