/** The way to every page and act, by name. */
export const paletteMessages = {
  palette: {
    title: 'Find a page, a conversation or an act',
    open: 'Find anything',
    placeholder: 'Type a page, a customer or an act…',
    nothing: 'Nothing fits what you typed.',
    found: (count: number) => (count === 1 ? '1 found' : `${count} found`),
    groups: {
      acts: 'In this conversation',
      pages: 'Pages',
      conversations: 'Conversations',
      settings: 'Settings',
    },
    presence: (status: string) => `Presence: ${status}`,
    theme: (theme: string) => `Colours: ${theme}`,
    bellOn: 'Switch sound and notifications on',
    bellOff: 'Switch sound and notifications off',
    keysOn: 'Switch single-key shortcuts on',
    keysOff: 'Switch single-key shortcuts off',
  },
};

/** Every language has another object of this shape. */
export type PaletteMessages = typeof paletteMessages;
