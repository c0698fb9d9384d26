import type { SettingsTriggersMessages } from '../en/settings-triggers.ts';

/** Wann ein Mensch gerufen wird. */
export const settingsTriggersMessages: SettingsTriggersMessages = {
  triggers: {
    how: 'Was hier nicht gesetzt ist, ist wie im Code des Agenten oder wie vorgegeben. Eine Änderung zählt ab der nächsten Antwort.',
    set: 'hier gesetzt',
    asCoded: (mode) => `Wie im Code (${mode})`,
    asCodedNow: 'Wie im Code',
    modes: { act: 'Handelt', shadow: 'Im Schatten', off: 'Aus' },
    modeHints:
      'Handelt: bringt einen Menschen. Im Schatten: wird im Protokoll vermerkt, und nichts geschieht. Aus: danach wird nicht gesehen.',
    modeOf: (name) => `Modus: ${name}`,
    names: {
      sensitive_topic: { name: 'Gefahr', hint: 'Jemand ist vielleicht in Gefahr.' },
      explicit_request: {
        name: 'Verlangt einen Menschen',
        hint: 'Der Kunde verlangt einen Menschen, in welchen Worten auch immer.',
      },
      policy_topic: {
        name: 'Themen',
        hint: 'Recht, Löschung von Daten, ein fremd benutztes Konto und Ähnliches, und die Themen unten.',
      },
      custom: { name: 'Regeln im Code', hint: 'Eine Funktion im Code des Agenten sagt es.' },
      failing_tools: {
        name: 'Scheiternde Werkzeuge',
        hint: 'So viele Aufrufe hintereinander schlugen fehl.',
      },
      frustration: { name: 'Ärger', hint: 'Die letzten Nachrichten des Kunden zeigen ihn.' },
      repeated_question: {
        name: 'Dieselbe Frage noch einmal',
        hint: 'Sie wird so oft gestellt, auch mit anderen Worten.',
      },
      rising_frustration: {
        name: 'Wachsender Ärger',
        hint: 'Er ist über wenige Nachrichten um so viel gewachsen.',
      },
      low_confidence: {
        name: 'Unsichere Antworten',
        hint: 'So viele Antworten hintereinander waren weniger sicher.',
      },
      no_progress: {
        name: 'Kein Fortschritt',
        hint: 'So viele Antworten hintereinander brachten den Kunden nicht weiter.',
      },
      most_turns: { name: 'Viele Antworten', hint: 'Die KI hat öfter geantwortet, ob es half oder nicht.' },
    },
    thresholds: {
      request: { name: 'Ab', unit: '0 bis 1' },
      frustration: { name: 'Ab', unit: '0 bis 1' },
      frustration_rise: { name: 'Anstieg ab', unit: '0 bis 1' },
      repeated_questions: { name: 'Mal', unit: '2 bis 12' },
      failing_tools: { name: 'Aufrufe', unit: '1 bis 100' },
      confidence: { name: 'Unsicherer als', unit: '0 bis 1' },
      unsure_turns: { name: 'In Folge', unit: '1 bis 10' },
      stalled_turns: { name: 'Antworten', unit: '1 bis 1000' },
      most_turns: { name: 'Antworten', unit: '1 bis 1000' },
    },
    customTitle: 'Regeln im Code des Agenten',
    topics: 'Themen',
    topicsHint:
      'Was immer zu einem Menschen geht. Ein Thema nur mit Namen und Modus ändert das gleichen Namens.',
    topicName: 'Name',
    topicReason: 'Grund',
    topicReasonHint: 'Vorgabe: policy_required.',
    topicExamples: 'Beispiele',
    topicExamplesHint: 'Sätze, die Kunden schreiben könnten, einer je Zeile.',
    topicPatterns: 'Muster',
    topicPatternsHint: 'Eines je Zeile. * steht für bis zu drei Wörter, (a|b) für eines von mehreren.',
    topicMode: 'Modus',
    topicAsTopics: 'Wie alle Themen',
    addTopic: 'Ein Thema hinzufügen',
    removeTopicOf: (name) => `Das Thema ${name} entfernen`,
    codedTopics: 'Themen im Code',
    phrases: 'Wendungen, die einen Menschen verlangen',
    phrasesHint: 'Eine je Zeile, in jeder Sprache. Sie ersetzen die des Agenten.',
    phrasesOwn: 'Eigene Wendungen',
    phrasesCoded: (phrases) => `Jetzt: ${phrases}`,
    shadow: 'Eine andere Regelung daneben erproben',
    shadowHint:
      'Was sie täte, wird mit jeder Antwort vermerkt, und nichts geschieht. Was nicht gesetzt ist, ist wie oben.',
    shadowOn: 'Regelung im Schatten',
    replay: 'An der Vergangenheit erproben',
    replayHint:
      'Der Befehl spielt eine Regelung über gespeicherte Gespräche und sagt, was sie getan hätte, wie oft zu Recht und wie viel früher. Die Regelung ist eine Datei mit dem, was hier gesetzt ist.',
    replayMore: 'Wie gezählt wird, steht in docs/triggers.md des Projekts.',
    policyFile: 'Was hier gesetzt ist, als Datei',
  },
};
