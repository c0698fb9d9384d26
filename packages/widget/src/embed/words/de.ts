import type { AllMessages } from '../../messages.ts';

export const MESSAGES: AllMessages = {
  language: 'de',
  conversation: 'Unterhaltung',
  message: 'Nachricht',
  messagePlaceholder: 'Nachricht schreiben…',
  send: 'Senden',
  ai: 'KI',
  aiAssistant: 'KI-Assistent',
  you: 'Sie',
  person: 'Ein Mensch',
  supportTeam: 'Support-Team',
  atTheTeam: (name) => `${name} · Support-Team`,
  says: (name) => `${name}: `,
  welcome: 'Wie können wir helfen?',
  welcomeText:
    'Sie schreiben mit einem KI-Assistenten. Sie können jederzeit nach einem Menschen fragen, und nichts muss zweimal gesagt werden.',
  opening: 'Der Chat wird geöffnet…',
  loading: 'Ihre Unterhaltung wird geladen…',
  unavailable: 'Dieser Chat ist nicht verfügbar',
  unavailableText: 'Bitte versuchen Sie es später noch einmal, oder erreichen Sie uns auf anderem Weg.',
  typing: (name) => `${name} schreibt…`,
  newMessages: 'Neue Nachrichten',
  earlierMessages: 'Frühere Nachrichten',
  today: 'Heute',
  yesterday: 'Gestern',
  sending: 'Wird gesendet…',
  waitingForConnection: 'Wartet auf die Verbindung',
  notSent: 'Nicht gesendet.',
  tryAgain: 'Noch einmal',
  tooLong: 'Nicht gesendet: Diese Nachricht ist zu lang.',
  refused: 'Nicht gesendet: Diese Nachricht wurde nicht angenommen.',
  remove: 'Entfernen',
  reconnecting: 'Verbindung wird wiederhergestellt…',
  offline: 'Sie sind offline. Was Sie schreiben, wird gesendet, sobald Sie wieder verbunden sind.',
  attachFiles: 'Dateien anhängen',
  files: 'Zu sendende Dateien',
  dropFiles: 'Dateien hier ablegen',
  attached: (name) => `${name} ist angehängt`,
  removeFile: (name) => `${name} entfernen`,
  sources: 'Quellen',
  openFile: (name) => `${name} öffnen`,
  uploadRefused: (refusal, limit) => {
    switch (refusal) {
      case 'too-large':
        return `Größer als ${limit}`;
      case 'unsupported':
        return 'Diese Art von Datei wird nicht angenommen';
      case 'full':
        return 'Höchstens zehn Dateien auf einmal';
      case 'failed':
        return 'Nicht hochgeladen; bitte noch einmal versuchen';
    }
  },
  moreOptions: 'Weitere Möglichkeiten',
  saveConversation: 'Unterhaltung herunterladen',
  conversationWith: (name) => `Unterhaltung mit ${name}`,
  passedOn: 'Was wir weitergegeben haben',
  line: {
    summary: 'Zusammenfassung',
    intent: 'Ihr Anliegen',
    open_question: 'Ihre Frage',
    order: 'Bestellung',
    policy: 'Police',
    claim: 'Schadensfall',
    invoice: 'Rechnung',
    email: 'E-Mail',
    phone: 'Telefon',
    amount: 'Betrag',
    date: 'Datum',
    name: 'Name',
    number: 'Nummer',
    url: 'Adresse',
  },
  correctThis: 'Berichtigen',
  corrected: 'Berichtigt',
  takenOut: 'Herausgenommen',
  notTrue: 'Stimmt nicht',
  save: 'Speichern',
  newConversation: 'Neue Unterhaltung',
  newConversationText: 'Eine neue Unterhaltung beginnen? Diese wird hier dann nicht mehr gezeigt.',
  newConversationUnsent: 'Eine Nachricht ist noch unterwegs. Bitte warten Sie, bis sie gesendet ist.',
  startNew: 'Neu beginnen',
  cancel: 'Abbrechen',
  askForPerson: 'Mit einem Menschen sprechen',
  waitingTitle: 'Wir holen einen Menschen für Sie',
  waitingText: 'Sie können weiterschreiben. Er sieht alles, was hier gesagt wurde.',
  position: (place) =>
    place === 1 ? 'Sie sind als Nächstes dran.' : `Sie sind an Stelle ${place} der Warteschlange.`,
  wait(from, to) {
    const minutes = (count: number): string => (count === 1 ? '1 Minute' : `${count} Minuten`);
    const least = Math.round(from / 60);
    if (to === null) return least < 1 ? '' : `Es kann mehr als ${minutes(least)} dauern.`;
    const most = Math.max(1, Math.ceil(to / 60));
    if (least < 1) return most === 1 ? 'Es dauert etwa eine Minute.' : `Es dauert bis zu ${minutes(most)}.`;
    return least === most ? `Es dauert etwa ${minutes(most)}.` : `Es dauert ${least} bis ${minutes(most)}.`;
  },
  choicesTitle: 'Sie haben nach einem Menschen gefragt',
  choices: 'Sie können warten oder einen anderen Weg wählen.',
  choicesOnly: 'Im Moment ist niemand vom Team da. Wie möchten Sie fortfahren?',
  returningTitle: 'Dieser Chat geht bald zurück an den Assistenten',
  returningText: (name) => `Schreiben Sie hier, wenn Sie ${name ?? 'einen Menschen'} noch brauchen.`,
  ratingTitle: 'Wie gut wurde Ihnen geholfen?',
  stars: (score) => (score === 1 ? '1 Stern von 5' : `${score} Sterne von 5`),
  ratingThanks: 'Danke für Ihre Bewertung.',
  delayedTitle: 'Wir holen noch immer einen Menschen für Sie',
  delayedText: 'Sie können warten oder einen anderen Weg wählen.',
  contactTitle: 'Wo können wir Sie erreichen?',
  contactText: 'Sie verlassen die Warteschlange hier, und ein Mensch meldet sich bei Ihnen.',
  otherOptions: 'Andere Möglichkeiten',
  keepWaiting: 'Weiter warten',
  callMeBack: 'Rückruf',
  emailMe: 'E-Mail schreiben',
  goOnWithAi: 'Mit dem Assistenten weitermachen',
  phone: 'Telefonnummer',
  when: 'Wann (freiwillig)',
  emailAddress: 'E-Mail-Adresse',
  back: 'Zurück',
  badPhone: 'Bitte geben Sie eine Telefonnummer mit Vorwahl ein.',
  badTime: 'Bitte wählen Sie eine Zeit in der Zukunft.',
  badEmail: 'Bitte geben Sie eine E-Mail-Adresse wie name@example.com ein.',
  dismiss: 'Ausblenden',
  problem: {
    'conversation-gone': 'Die frühere Unterhaltung ist nicht mehr verfügbar. Dies ist eine neue.',
    'moved-on': 'Inzwischen hat sich etwas getan; bitte sehen Sie in die Unterhaltung.',
    'no-such-time': 'Zu dieser Zeit kann niemand anrufen. Bitte wählen Sie eine andere.',
    'too-often': 'Das war etwas zu oft. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
    'not-done': 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  },
  possibleTime: (time) => `Die nächste mögliche Zeit ist ${time}.`,
  turn: (turn) => {
    switch (turn.type) {
      case 'joined':
        return `${turn.name ?? 'Ein Mensch'} ist jetzt da`;
      case 'left':
        return `${turn.name ?? 'Der Mensch'} musste gehen`;
      case 'passed-on':
        return 'Wir geben Sie an jemand anderen im Team weiter';
      case 'ai-again':
        return 'Sie sprechen wieder mit dem Assistenten';
    }
  },
  closeChat: 'Chat schließen',
};
