/** The few words that are there before the chat is. */
export interface LauncherWords {
  language: string;
  open: string;
  close: string;
  failed: string;
  unread: (count: number) => string;
}

const ENGLISH: LauncherWords = {
  language: 'en',
  open: 'Open the chat',
  close: 'Close the chat',
  failed: 'The chat cannot be reached right now. Please try again.',
  unread: (count) => (count === 1 ? '1 new message' : `${count} new messages`),
};

const GERMAN: LauncherWords = {
  language: 'de',
  open: 'Chat öffnen',
  close: 'Chat schließen',
  failed: 'Der Chat ist gerade nicht erreichbar. Bitte versuchen Sie es noch einmal.',
  unread: (count) => (count === 1 ? '1 neue Nachricht' : `${count} neue Nachrichten`),
};

const SPANISH: LauncherWords = {
  language: 'es',
  open: 'Abrir el chat',
  close: 'Cerrar el chat',
  failed: 'No se puede conectar con el chat en este momento. Inténtelo de nuevo.',
  unread: (count) => (count === 1 ? '1 mensaje nuevo' : `${count} mensajes nuevos`),
};

/** In this language (BCP 47), or in English. */
export function launcherWords(language: string): LauncherWords {
  const code = language.slice(0, 2).toLowerCase();
  return [GERMAN, SPANISH].find((words) => words.language === code) ?? ENGLISH;
}

/** The language that is asked for, else that of the page, else of the browser. */
export function languageOf(wanted: string | null): string {
  return wanted ?? (document.documentElement.lang || navigator.language);
}
