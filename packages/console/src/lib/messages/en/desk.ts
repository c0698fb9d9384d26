/** The queue and what comes to an operator by itself. */
export const deskMessages = {
  presence: {
    label: 'Your presence',
    statuses: { available: 'Available', away: 'Away', offline: 'Offline' },
    ended: 'You count as offline now. Choose Available to get conversations again.',
    failed: (why: string) => `Your presence could not be changed: ${why}`,
    bellOn: 'Sound and notifications are on',
    bellOff: 'Sound and notifications are off',
  },

  offer: {
    label: 'Offered to you',
    title: (customer: string) => `${customer} is offered to you`,
    announce: (customer: string, reason: string, time: string) =>
      `${customer} is offered to you: ${reason}. ${time} to answer.`,
    passedOn: 'Passed on by a colleague',
    left: (time: string) => `${time} to answer`,
    accept: 'Accept',
    decline: 'Decline',
  },

  alerts: {
    label: 'Alerts',
    open: 'Open',
    dismiss: 'Dismiss',
    kinds: {
      'service-level-near': 'is about to have waited too long',
      'service-level-passed': 'has waited longer than promised',
      'customer-waits': 'waits for your answer',
      'operator-lost': 'is queued again: the operator was lost',
      'commitment-open': 'was promised something that is still open',
      'follow-up-due': 'was promised a call or an e-mail, which is due',
      'nobody-came': 'was given up: nobody came',
      returning: 'goes back to the AI soon',
      whispered: '– a lead has a word for you',
    },
    somebody: 'A customer',
  },

  news: {
    wrote: (customer: string) => `${customer} wrote to you`,
    given: (customer: string) => `${customer} is with you now`,
  },

  queue: {
    label: 'Queue',
    groups: { waiting: 'Waiting', mine: 'Mine', colleagues: 'With colleagues', ended: 'Recently ended' },
    filterLabel: 'Show',
    filters: { all: 'All', waiting: 'Waiting', active: 'Active', ended: 'Ended' },
    heldBy: (name: string) => `with ${name}`,
    heldByMe: 'with you',
    heldOutside: 'in an outside system',
    offeredTo: (name: string) => `to ${name}`,
    offeredToMe: 'to you',
    nobody: 'nobody yet',
    priorities: { urgent: 'Urgent', high: 'High priority', low: 'Low priority' },
    priority: (priority: number) => `Priority ${priority}`,
    unread: (count: number) => (count === 1 ? '1 unread message' : `${count} unread messages`),
    given: 'New',
    place: (place: number) => `No. ${place}`,
    beyond: (count: number) =>
      count === 1 ? '1 more is further back in line' : `${count} more are further back in line`,
    departments: 'Departments',
    allDepartments: 'All',
    search: 'Find a customer',
    moreFilters: (on: number) => (on === 0 ? 'More filters' : `More filters, ${on} set`),
    reason: 'Reason',
    language: 'Language',
    any: 'Any',
    clearFilters: 'Clear the filters',
    nothingFound: 'Nothing fits these filters.',
    loading: 'Loading the queue…',
    emptyWaiting: 'Nobody is waiting. New requests appear here the moment they come in.',
    emptyMine: 'You hold no conversation. Accept one to start.',
    emptyAll:
      'All quiet. The AI is handling every conversation; requests for a person appear here by themselves.',
    emptyActive: 'No conversation is with a person right now.',
    emptyEnded: 'Nothing ended in the last hour.',
    announceNew: (customer: string, reason: string) => `New request from ${customer}: ${reason}`,
    pick: (waiting: number): string => (waiting === 0 ? 'Nobody is waiting' : 'Choose a conversation'),
    pickHint: (waiting: number) =>
      waiting === 0
        ? 'The AI is answering. Whoever asks for a person appears in the queue at once.'
        : `${waiting === 1 ? 'One customer is' : `${waiting} customers are`} waiting. Press j, then Enter, to open the first.`,
  },

  followUps: {
    loading: 'Loading what was promised…',
    kinds: { callback: 'Call', email: 'E-mail', commitment: 'Promise' },
    filters: { due: 'Due', mine: 'Mine', all: 'All' },
    empty: {
      due: 'Nothing is due right now.',
      mine: 'You have taken nothing upon yourself. Take something from the list of all.',
      all: 'Nothing to follow up. Calls and e-mails that customers choose instead of waiting appear here, and promises with a time.',
    },
    due: (time: string) => `due since ${time}`,
    until: (time: string) => `until ${time}`,
    nobody: 'nobody yet',
    you: 'you',
    delivery: {
      waiting: (attempts: number): string =>
        attempts === 0 ? 'The e-mail is on its way out.' : 'The e-mail will be tried again.',
      sent: (_attempts: number) => 'The e-mail was sent.',
      failed: (attempts: number) =>
        `The e-mail could not be sent in ${attempts} attempts: write to the customer yourself.`,
    },
    take: 'Take it',
    takeOf: (what: string) => `Take it: ${what}`,
    done: 'Done',
    doneOf: (what: string) => `Done: ${what}`,
    cancel: 'Let go',
    cancelOf: (what: string) => `Let go: ${what}`,
    result: 'What came of it',
    why: 'Why it is not needed any more',
    resultHint: 'For colleagues. May be left empty.',
    back: 'Cancel',
  },

  shortcuts: {
    title: 'Keys',
    open: 'Keys',
    close: 'Close',
    enabled: 'Single-key shortcuts',
    enabledHint:
      'Keys that act when pressed alone. Switch them off if you dictate or press keys by accident.',
    groups: {
      everywhere: 'Everywhere',
      list: 'In a list',
      conversation: 'In a conversation',
      writing: 'While writing',
    },
    page: (page: string) => `Go to: ${page}`,
    palette: 'Find a page, a conversation or an act',
    search: 'Find a customer',
    next: 'Next in the list',
    previous: 'Previous in the list',
    openRow: 'Open',
    acceptOffer: 'Accept the offer at the top',
    accept: 'Accept, or take over',
    insert: 'Insert the suggested reply',
    reply: 'Reply',
    note: 'Write a note',
    resolve: 'Resolve',
    returnToAi: 'Return to the AI',
    transfer: 'Transfer',
    decline: 'Decline the offer at the top',
    help: 'Show these keys',
    closeOrBack: 'Close, leave the text field, back to the list',
    send: 'Send',
    newLine: 'New line',
  },
};

/** Every language has another object of this shape. */
export type DeskMessages = typeof deskMessages;
