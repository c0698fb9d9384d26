/** The way around the console, and what belongs to whoever sits at it. */
export const navigationMessages = {
  navigation: {
    label: 'Console',
    queue: 'Queue',
    sessions: 'Conversations',
    followUps: 'Follow-ups',
    board: 'Board',
    reports: 'Reports',
    learning: 'Learning',
    settings: 'Settings',
    more: 'More',
    skip: 'Skip to the page',
    title: (page: string, waiting: number) =>
      waiting === 0 ? `${page} · Baton` : `(${waiting}) ${page} · Baton`,
    account: 'Account',
    language: 'Language',
    languageHint: 'The page is loaded again.',
    theme: 'Colours',
    themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
    loadingPage: 'Opening the page…',
    pageFailed: 'This page could not be opened.',
    retry: 'Try again',
    notFound: 'There is no such page.',
    waiting: (count: number) => (count === 1 ? '1 waiting' : `${count} waiting`),
    due: (count: number) => `${count} due`,
  },
};
