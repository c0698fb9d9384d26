import type { PaletteMessages } from '../en/palette.ts';

/** Der Weg zu jeder Seite und jeder Handlung, beim Namen. */
export const paletteMessages: PaletteMessages = {
  palette: {
    title: 'Seite, Gespräch oder Handlung finden',
    open: 'Alles finden',
    placeholder: 'Seite, Kunde oder Handlung eingeben …',
    nothing: 'Dazu passt nichts.',
    found: (count) => `${count} gefunden`,
    groups: {
      acts: 'In diesem Gespräch',
      pages: 'Seiten',
      conversations: 'Gespräche',
      settings: 'Einstellungen',
    },
    presence: (status) => `Status: ${status}`,
    theme: (theme) => `Farben: ${theme}`,
    bellOn: 'Ton und Benachrichtigungen einschalten',
    bellOff: 'Ton und Benachrichtigungen ausschalten',
    keysOn: 'Einzeltasten einschalten',
    keysOff: 'Einzeltasten ausschalten',
  },
};
