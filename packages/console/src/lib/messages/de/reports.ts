import type { ReportsMessages } from '../en/reports.ts';

/** Was von einem Zeitraum gemessen wird. */
export const reportsMessages: ReportsMessages = {
  reports: {
    title: 'Berichte',
    loading: 'Wird gezählt…',
    failed: 'Der Bericht konnte nicht gelesen werden.',
    retry: 'Noch einmal',
    leadsOnly:
      'Berichte sind für Leitende. Wer es schon ist, kann Sie unter Einstellungen, Mitarbeitende dazu machen.',
    nothing:
      'In diesem Zeitraum ist nichts geschehen. Wählen Sie einen längeren oder nehmen Sie einen Filter weg.',
    print: 'Drucken',
    of: (from, to) => `${from} bis ${to}`,

    period: 'Zeitraum',
    periods: {
      today: 'Heute',
      week: 'Letzte 7 Tage',
      month: 'Letzte 30 Tage',
      quarter: 'Letzte 90 Tage',
      own: 'Eigener Zeitraum',
    },
    from: 'Von',
    to: 'Bis',
    toBeforeFrom: 'Das Ende liegt vor dem Anfang.',
    all: 'Alle',
    dimensions: {
      department: 'Abteilung',
      operator: 'Person',
      reason: 'Grund',
      trigger: 'Auslöser',
      agent: 'Agent',
      disposition: 'Ergebnis',
    },
    clear: 'Filter wegnehmen',

    none: '–',
    counted: (count, of) => `${count} von ${of}`,
    percentiles: (p90, p99) => `P90 ${p90} · P99 ${p99}`,
    middle: 'P50',
    mean: (mean, count) => `Mittel ${mean} · ${count} gemessen`,
    ends: (lower, upper) => `${lower} / ${upper}`,
    endsRight: (count) => `richtig bei 50 % / 90 % · ${count} Schätzungen`,
    ratings: (count) => `von 5 · ${count} Bewertungen`,
    define: (name) => `Was ist „${name}“?`,

    sections: {
      volume: 'Umfang',
      waiting: 'Warten',
      work: 'Arbeit von Menschen',
      outcome: 'Ergebnis',
      ai: 'Die KI und ihre Hilfe',
    },

    figures: {
      sessions: {
        name: 'Gespräche',
        means:
          'Gespräche, in denen der Kunde schrieb, nach der Stunde ihres Beginns. Mit einem Filter nach Abteilung, Person, Grund oder Auslöser bleibt keines, denn diese gehören zu Übergaben.',
      },
      handoffs: {
        name: 'Übergaben',
        means: 'Anfragen nach einem Menschen, nach ihrer Stunde. Ein Gespräch kann mehrere haben.',
      },
      handoffRate: {
        name: 'Übergabequote',
        means: 'Gespräche, in denen nach einem Menschen gefragt wurde, von allen Gesprächen.',
      },
      containment: {
        name: 'Von der KI allein bedient',
        means:
          'Gespräche, die die KI allein geführt hat, von allen Gesprächen. Hoch ist nicht von selbst gut: Lesen Sie es neben erneutem Kontakt und Bewertung.',
      },
      acceptance: {
        name: 'Zeit bis zur Annahme',
        means:
          'Von der Anfrage, bis ein Mensch annahm. P50: Die Hälfte war schneller. P90 und P99: neun von zehn und neunundneunzig von hundert. Auf 3 % genau.',
      },
      firstWord: {
        name: 'Zeit bis zum ersten Wort',
        means: 'Von der Anfrage, bis ein Mensch dem Kunden zum ersten Mal schrieb.',
      },
      serviceLevel: {
        name: 'Servicelevel gehalten',
        means:
          'In der Zeit angenommen, die die Abteilung zusagt, von allen, die angenommen, aufgegeben oder nach dieser Zeit vom Kunden verlassen wurden.',
      },
      abandoned: {
        name: 'Abbruch',
        means: 'Kunden, die beim Warten gegangen sind, von allen beendeten Übergaben.',
      },
      handling: {
        name: 'Bearbeitungszeit',
        means: 'Was Menschen auf eine Übergabe verwandt haben, alle Abschnitte zusammen.',
      },
      transfers: {
        name: 'Weitergaben',
        means: 'Wie oft eine Übergabe an eine andere Person oder Abteilung ging.',
      },
      requeues: {
        name: 'Erneut in der Schlange',
        means:
          'Wie oft ein Gespräch seine Person verlor, etwa weil eine Verbindung abbrach, und wieder wartete.',
      },
      declined: {
        name: 'Abgelehnte Angebote',
        means: 'Angebote, die abgelehnt wurden oder ohne Antwort abliefen.',
      },
      resolved: {
        name: 'Abgeschlossen',
        means: 'Übergaben, die ein Mensch als erledigt schloss, von den beendeten.',
      },
      returned: {
        name: 'An die KI zurückgegeben',
        means: 'Übergaben, die an die KI zurückgingen, von den beendeten.',
      },
      recontact: {
        name: 'Erneuter Kontakt',
        means:
          'Derselbe Kunde brauchte binnen sieben Tagen wieder einen Menschen, von den beendeten Übergaben. Niedrig ist gut.',
      },
      rating: {
        name: 'Bewertung',
        means:
          'Was Kunden nach einer Übergabe gaben, von 1 bis 5. Nur Abteilungen, die danach fragen, haben eine.',
      },
      contact: {
        name: 'Wollten Anruf oder E-Mail',
        means:
          'Kunden, die lieber angerufen oder angeschrieben werden wollten als zu warten, von den beendeten Übergaben.',
      },
      calibration: {
        name: 'Geschätzte Wartezeiten',
        means:
          'Kunden hören eine Spanne, etwa 3 bis 10 Minuten. Wie oft das Warten bis zu ihrem unteren und bis zu ihrem oberen Ende vorbei war: richtig sind 50 % und 90 %. Mehr heißt zu vorsichtig geschätzt, weniger heißt zu viel versprochen.',
      },
      refused: {
        name: 'Zurückgehaltene KI-Nachrichten',
        means:
          'Nachrichten der KI, die kamen, während ein Mensch das Gespräch hatte, und die der Server nicht durchließ.',
      },
      askedAgain: {
        name: 'Noch einmal gefragt',
        means:
          'Fragen von Mitarbeitenden, deren Antwort in dem stand, was sie bekommen hatten, von all ihren Fragen. Niedrig ist gut: Kunden wiederholen sich weniger.',
      },
      suggestionsSent: {
        name: 'Vorschläge unverändert gesendet',
        means: 'Vorgeschlagene Antworten, die ohne Änderung gesendet wurden, von den gezeigten.',
      },
      suggestionsEdited: {
        name: 'Vorschläge geändert gesendet',
        means: 'Vorgeschlagene Antworten, die geändert und dann gesendet wurden, von den gezeigten.',
      },
    },

    charts: {
      volume: 'Gespräche und Übergaben im Verlauf',
      times: 'Warten im Verlauf',
      serviceLevel: 'Servicelevel im Verlauf',
      reasons: 'Gründe',
      triggers: 'Auslöser',
      scores: 'Bewertungen',
    },
    series: {
      sessions: 'Gespräche',
      handoffs: 'Übergaben',
      acceptanceP50: 'Annahme, P50',
      acceptanceP90: 'Annahme, P90',
      firstWordP50: 'Erstes Wort, P50',
      serviceLevel: 'Servicelevel gehalten',
      abandoned: 'Abbruch',
    },
    asTable: 'Als Tabelle',
    asChart: 'Als Diagramm',
    asTableOf: (name) => `Als Tabelle: ${name}`,
    asChartOf: (name) => `Als Diagramm: ${name}`,
    time: 'Zeit',
    count: 'Anzahl',
    share: 'Anteil',
    stars: (stars) => (stars === 1 ? '1 Stern' : `${stars} Sterne`),

    groupTitle: 'Im Vergleich',
    groupBy: 'Nach',
    noGroups: 'In diesem Zeitraum gibt es nichts zu vergleichen.',
    csvSeries: 'Im Verlauf (CSV)',
    csvSummary: 'Alle Zahlen (CSV)',
    csvGroups: (dimension) => `${dimension} (CSV)`,
    download: 'Herunterladen',
  },
};
