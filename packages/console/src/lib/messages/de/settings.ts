import type { SettingsMessages } from '../en/settings.ts';
import { settingsStaffMessages } from './settings-staff.ts';
import { settingsTriggersMessages } from './settings-triggers.ts';

/** Was Leitende und Admins einrichten. */
export const settingsMessages: SettingsMessages = {
  settings: {
    title: 'Einstellungen',
    nav: 'Einstellungen',
    loading: 'Wird gelesen…',
    failed: 'Das konnte nicht gelesen werden.',
    retry: 'Noch einmal',
    leadsOnly:
      'Einstellungen sind für Leitende und Admins. Wer es schon ist, kann Sie unter Einstellungen, Mitarbeitende dazu machen. Was hier steht, entscheidet, wie Kunden bedient werden; darum kann es nicht jeder ändern.',
    sections: {
      departments: 'Abteilungen',
      operators: 'Mitarbeitende',
      triggers: 'Auslöser',
      replies: 'Textbausteine',
      articles: 'Artikel',
      widget: 'Chat-Fenster',
    },
    intro: {
      departments:
        'Eine Abteilung ist eine Gruppe von Mitarbeitenden mit einer Warteschlange, ihren Zeiten und Regeln.',
      operators:
        'Die Menschen, die Kunden antworten. Was hier über sie steht, entscheidet, was ihnen angeboten wird.',
      triggers: 'Wann die KI von sich aus einen Menschen ruft.',
      replies: 'Texte, die oft gesendet werden. Beim Schreiben findet man sie mit „/“.',
      articles:
        'Was die Firma weiß, so wie Kunden es lesen dürfen. Die KI und die Mitarbeitenden antworten daraus.',
      widget: 'Der Chat auf Ihren eigenen Seiten.',
    },

    addOf: {
      departments: 'Neue Abteilung',
      operators: 'Neue Person',
      replies: 'Neuer Textbaustein',
      articles: 'Neuer Artikel',
    },
    general: 'Allgemein',
    search: 'Suchen',
    none: 'Hier ist noch nichts.',
    noMatch: 'Nichts passt.',
    save: 'Speichern',
    create: 'Anlegen',
    cancel: 'Abbrechen',
    back: 'Zurück',
    remove: 'Löschen…',
    removeSubmit: 'Löschen',
    removeTitle: (name) => `${name} löschen?`,
    saved: (name) => `${name}: gespeichert.`,
    removed: (name) => `${name}: gelöscht.`,
    unsavedTitle: 'Ohne Speichern verlassen?',
    unsaved: 'Was Sie auf dieser Seite geändert haben, geht verloren.',
    unsavedSubmit: 'Verlassen',
    checkFields: 'Bitte prüfen Sie die markierten Felder.',
    agent: 'Agent',
    noAgents: 'Es gibt noch keinen Agenten.',
    copy: 'Kopieren',
    copied: 'Kopiert.',
    optional: 'freiwillig',
    language: 'Sprache',
    languageHint: 'Zwei Buchstaben, zum Beispiel de.',

    faults: {
      missing: 'Das wird gebraucht.',
      tooShort: (least) => (least === 1 ? 'Das wird gebraucht.' : `Mindestens ${least} Zeichen.`),
      tooLong: (most) => `Höchstens ${most} Zeichen.`,
      fewer: (most) => `Höchstens ${most} Einträge.`,
      atLeast: (least) => `Mindestens ${least}.`,
      atMost: (most) => `Höchstens ${most}.`,
      number: 'Hier wird eine ganze Zahl gebraucht.',
    },

    units: { seconds: 'Sekunden', minutes: 'Minuten', hours: 'Stunden', days: 'Tage' },
    unitOf: (name) => `Einheit: ${name}`,
    never: 'Nie',

    replies: {
      shortcut: 'Kürzel',
      shortcutHint: 'Wird nach „/“ getippt: Buchstaben, Ziffern und Bindestriche.',
      title: 'Titel',
      text: 'Text',
      textHint: '{{customer}}, {{operator}} und {{agent}} stehen für Namen.',
      department: 'Für',
      everybody: 'Alle Abteilungen',
      removes: 'Er ist beim Schreiben nicht mehr zu finden. Was damit gesendet wurde, bleibt.',
    },

    articles: {
      article: 'Artikel',
      use: 'Wo er gilt',
      title: 'Titel',
      body: 'Text',
      bodyHint: 'Markdown: # Überschriften, **fett**, - Listen, [Links](https://…).',
      preview: 'Vorschau',
      url: 'Adresse',
      urlHint: 'Wo Kunden ihn finden. Sie wird mit der Antwort genannt.',
      agents: 'Für diese Agenten',
      agentsHint: 'Keiner gewählt: für alle.',
      coded: 'aus dem Code des Agenten',
      codedNote: 'Diesen Artikel bestimmt der Code des Agenten. Hier kann man ihn lesen, dort ändern.',
      imported: (path) => `eingelesen: ${path}`,
      everybody: 'alle Agenten',
      removes: 'Die KI antwortet nicht mehr daraus, und Mitarbeitende bekommen ihn nicht mehr gezeigt.',
      found: 'Was mit diesen Worten gefunden wird',
      foundScore: (share) => `Nähe ${share}`,
      likely: 'antwortet wohl',
      importTitle: 'Einen Ordner einlesen',
      importHint:
        'Alle Markdown-Dateien eines Ordners (.md). Eine Datei, die schon eingelesen war, ändert ihren Artikel, statt einen neuen zu machen.',
      choose: 'Einen Ordner wählen',
      chosen: (files) => (files === 1 ? 'Eine Markdown-Datei.' : `${files} Markdown-Dateien.`),
      noFiles: 'In diesem Ordner ist keine Markdown-Datei.',
      tooMany: (most) => `Höchstens ${most} Dateien auf einmal.`,
      prune: 'Früher eingelesene Artikel löschen, die nicht mehr im Ordner sind',
      importSubmit: 'Einlesen',
      importing: 'Wird eingelesen…',
      imports: (created, updated, unchanged, deleted) =>
        `${created} neu, ${updated} geändert, ${unchanged} wie vorher, ${deleted} gelöscht.`,
      refused: (count) =>
        count === 1 ? 'Eine Datei wurde nicht genommen:' : `${count} Dateien wurden nicht genommen:`,
    },

    widget: {
      opening: 'Erste Nachricht',
      openingHint: 'Steht über einem Gespräch, das noch nicht begonnen hat.',
      person: 'Einen Knopf zeigen, mit dem man einen Menschen verlangt',
      personHint: 'Auch ohne ihn bekommen Kunden einen Menschen, wenn sie es schreiben.',
      attachments: 'Kunden dürfen Dateien anhängen',
      attachmentsHint: (size) => `Jede bis ${size}.`,
      embed: 'Auf Ihre Seiten setzen',
      embedHint: 'Eine Zeile vor dem Ende des Seiteninhalts (body).',
      preview: 'Den Chat öffnen',
    },
    ...settingsStaffMessages,
    ...settingsTriggersMessages,
  },
};
