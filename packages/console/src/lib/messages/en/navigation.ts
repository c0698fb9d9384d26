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

  sessions: {
    filters: { all: 'All', ai: 'With the AI', people: 'With people' },
    loading: 'Loading the conversations…',
    failed: 'The conversations could not be loaded.',
    empty: {
      all: 'No conversation has begun yet.',
      ai: 'The AI has no conversation of late.',
      people: 'No conversation of late is with a person.',
    },
    older: 'Show older ones',
    silent: 'Nothing has been said yet',
    withAi: 'with the AI',
    waits: 'waits for a person',
    aiSaid: 'AI: ',
    personSaid: 'Person: ',
    pick: 'Choose a conversation',
    pickHint: 'You can read along unseen, and take over when the AI should not go on.',
    back: 'Back to the conversations',
    since: (time: string) => `since ${time}`,
    watching: 'Watching',
    notFound: 'This conversation does not exist, or you may not see it.',
    takeOver: 'Take over',
    takeOverFrom: (name: string) => `Take over from ${name}`,
    takeOverWarning: (name: string) =>
      `The conversation becomes yours, and ${name} can no longer write to the customer.`,
    openHandoff: 'Open the handoff',
    hintAi:
      'Nobody sees that you read along. If you take over, the AI stays silent and the customer is told your name.',
    hintHeld: 'Nobody sees that you read along.',
    hintWhisper: 'Only the colleague who holds it sees what you whisper.',
    whisper: 'Whisper',
    whisperTo: (name: string) => `Whisper to ${name}`,
    whispered: (name: string) => `${name} has your word.`,
  },
};

/** Every language has another object of this shape. */
export type NavigationMessages = typeof navigationMessages;
