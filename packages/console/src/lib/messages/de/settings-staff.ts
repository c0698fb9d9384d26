import type { SettingsStaffMessages } from '../en/settings-staff.ts';

/** Wie Abteilungen und Mitarbeitende eingerichtet werden. */
export const settingsStaffMessages: SettingsStaffMessages = {
  departments: {
    name: 'Name',
    id: 'Id',
    idHint:
      'Wird aus dem Namen gemacht, wenn keine da steht. Kleinbuchstaben, Ziffern, Bindestriche; sie bleibt.',
    default: 'Standard',
    defaultNote: 'Hierher kommen Anfragen, die keine Abteilung nennen. Sie kann nicht gelöscht werden.',
    people: (count) => (count === 1 ? 'eine Person' : `${count} Personen`),
    always: 'immer offen',
    byHours: (zone) => `nach ihren Zeiten, ${zone}`,
    agents: 'Agenten',
    agentsHint:
      'Deren Anfragen hierher kommen, wenn sie keine Abteilung nennen. Ein Agent hat eine Abteilung.',
    removes: (name) =>
      `Ihre offenen Gespräche gehen an die Standardabteilung. ${name} wird bei ihren Mitarbeitenden ausgetragen und bei den Abteilungen, denen sie aushilft.`,
    hours: 'Zeiten',
    opening: 'Offen',
    openingAlways: 'Immer',
    openingByWeek: 'Nach der Woche',
    zone: 'Zeitzone',
    zoneHint: 'Die Uhr an der Wand der Abteilung, zum Beispiel Europe/Berlin.',
    closed: 'geschlossen',
    from: 'Von',
    until: 'Bis',
    fromOf: (day) => `${day}, von`,
    untilOf: (day) => `${day}, bis`,
    addHours: 'Zeit hinzufügen',
    addHoursOf: (day) => `Zeit hinzufügen: ${day}`,
    removeHoursOf: (day) => `Zeit entfernen: ${day}`,
    copyDown: 'Die Zeiten von Montag für Dienstag bis Freitag',
    hoursHint: 'Ein Ende vor dem Anfang ist am nächsten Tag; 00:00 ist Mitternacht am Ende des Tages.',
    holidays: 'Feiertage',
    holidaysHint:
      'An diesen Tagen gelten ihre eigenen Zeiten statt denen der Woche. Ohne Zeiten: geschlossen.',
    date: 'Datum',
    addHoliday: 'Einen Feiertag hinzufügen',
    removeHolidayOf: (date) => `Den Feiertag ${date} entfernen`,
    rules: 'Regeln',
    rulesHint: 'Sie gelten für Übergaben, die nach der Änderung kommen.',
    parts: {
      promise: 'Was zugesagt ist',
      offers: 'Wie Gespräche angeboten werden',
      relaxing: 'Wenn niemand passt',
      waiting: 'Solange jemand wartet',
      ending: 'Wenn niemand mehr schreibt',
      resolving: 'Wenn ein Gespräch gelöst ist',
    },
    policy: {
      service_level_seconds: {
        name: 'Servicelevel',
        hint: 'Von der Anfrage, bis ein Mensch annimmt. Daran messen die Berichte.',
      },
      match_language: {
        name: 'Die Sprache des Kunden verlangen',
        hint: 'Nur Personen anbieten, die sie sprechen, wo sie bekannt ist.',
      },
      dispositions: {
        name: 'Ergebnisse',
        hint: 'Eines pro Zeile, in der Reihenfolge, in der sie angeboten werden; das erste ist vorausgewählt. Höchstens 30.',
      },
      ask_rating: {
        name: 'Um eine Bewertung bitten',
        hint: 'Ein bis fünf Sterne, wenn ein Gespräch gelöst ist.',
      },
      offer_seconds: { name: 'Zeit für ein Angebot', hint: 'Danach wird die nächste Person gefragt.' },
      auto_accept: {
        name: 'Von selbst annehmen',
        hint: 'Angebote brauchen keinen Klick: Wer frei ist, hat das Gespräch sofort.',
      },
      sticky_seconds: {
        name: 'Dieselbe Person wieder fragen',
        hint: 'Wer in dieser Zeit wiederkommt, wird der Person angeboten, die ihn hatte. 0: nie.',
      },
      relax_skills_seconds: {
        name: 'Fähigkeiten aufgeben nach',
        hint: 'Wer so lange gewartet hat, darf zu jemandem ohne die Fähigkeit.',
      },
      relax_language_seconds: {
        name: 'Die Sprache aufgeben nach',
        hint: 'Wer so lange gewartet hat, darf zu jemandem, der sie nicht spricht.',
      },
      relax_department_seconds: {
        name: 'Andere Abteilungen fragen nach',
        hint: 'Wer so lange gewartet hat, wird auch den unten gewählten angeboten.',
      },
      overflow: { name: 'Abteilungen, die aushelfen', hint: '' },
      tell_seconds: { name: 'Sagen, wie es steht, höchstens alle', hint: 'Nur wenn es etwas Neues gibt.' },
      reminder_seconds: {
        name: 'Nach dem Servicelevel erinnern, alle',
        hint: 'Dass es länger dauert, und was man stattdessen wählen kann.',
      },
      give_up_seconds: {
        name: 'Aufgeben nach',
        hint: 'Kommt bis dahin niemand, macht die KI weiter, und der Kunde erfährt es.',
      },
      offer_callback: { name: 'Einen Rückruf anbieten', hint: 'Statt zu warten.' },
      offer_email: { name: 'Eine Antwort per E-Mail anbieten', hint: 'Statt zu warten.' },
      offer_ai: {
        name: 'Anbieten, mit der KI weiterzumachen',
        hint: 'Nicht, wo eine Vorgabe oder ein heikles Thema einen Menschen verlangt.',
      },
      idle_seconds: {
        name: 'Nach dem Kunden sehen alle',
        hint: 'Die Person wird an jeden erinnert, der keine Antwort hat.',
      },
      idle_return_seconds: {
        name: 'Zurück an die KI nach',
        hint: 'Ein Gespräch, in dem so lange niemand geschrieben hat.',
      },
      return_notice_seconds: {
        name: 'Die Person vorher warnen',
        hint: 'Mit einem Klick kann sie das Gespräch behalten.',
      },
    },
  },

  operators: {
    work: 'Was angeboten wird',
    name: 'Name',
    nameHint: 'Kunden sehen ihn. Ein Schlüssel muss auf denselben Namen lauten.',
    email: 'E-Mail',
    emailHint: 'Für Mails über Fälliges. Kunden sehen sie nicht.',
    lead: 'Leitung',
    leadHint:
      'Darf Übersicht und Berichte sehen, weitergeben, was andere haben, und diese Einstellungen ändern.',
    departments: 'Abteilungen',
    departmentsHint: 'In keiner: Nichts wird angeboten, und jedes Gespräch kann trotzdem übernommen werden.',
    skills: 'Fähigkeiten',
    skill: 'Fähigkeit',
    level: 'Stufe',
    levelOf: (level) => `Stufe ${level}`,
    addSkill: 'Eine Fähigkeit hinzufügen',
    removeSkillOf: (skill) => `Die Fähigkeit ${skill} entfernen`,
    languages: 'Sprachen',
    languagesHint: 'Je zwei Buchstaben, mit Kommas: de, en.',
    maxChats: 'Gespräche gleichzeitig',
    maxChatsHint: '0: Nichts wird angeboten.',
    chats: (most) => (most === 1 ? 'ein Gespräch gleichzeitig' : `${most} Gespräche gleichzeitig`),
    leadBadge: 'Leitung',
    noDepartment: 'keine Abteilung',
    removes: (name) =>
      `Was ${name} hat, kommt wieder in die Warteschlange. Nehmen Sie auch den Schlüssel weg: Wird er wieder benutzt, beginnt die Person von vorn.`,
  },
};
