/** The live board of a lead. */
export const supervisorMessages = {
  supervisor: {
    title: 'Board',
    show: 'Department',
    everywhere: 'All departments',
    loading: 'Opening the board…',
    leadsOnly:
      'The board is for leads. A lead can make you one under Settings, Operators; an admin’s key opens it as well.',

    departments: 'Departments',
    open: 'Open',
    closed: 'Closed',
    opens: (time: string) => `opens ${time}`,
    waiting: 'Waiting',
    longest: 'Longest wait',
    promised: (time: string) => `promised: ${time}`,
    nobodyWaits: 'nobody waits',
    levels: { calm: 'in time', near: 'close to the limit', late: 'too long' },
    serviceLevel: 'Service level',
    serviceLevelSince: (time: string, kept: string, of: string) => `${kept} of ${of} since ${time}`,
    serviceLevelNone: (time: string) => `nobody since ${time}`,
    serviceLevels: { calm: 'kept', near: 'below 80 %', late: 'below 60 %' },
    unknown: '–',
    load: 'Conversations',
    loadOf: (busy: number, slots: number) => `${busy} of ${slots}`,
    here: (count: number) =>
      count === 0 ? 'nobody here' : count === 1 ? 'one person here' : `${count} people here`,
    band: 'Who asks now is told',
    bandOf: (from: string, to: string) => `${from} to ${to}`,
    bandMore: (from: string) => `more than ${from}`,
    bandLess: (to: string) => `less than ${to}`,
    bandUnknown: 'no time: too little is known',

    conversations: 'Conversations',
    waitingTitle: 'Waiting',
    heldTitle: 'With a person',
    noneWaiting: 'Nobody is waiting.',
    noneHeld: 'No conversation is with a person right now.',
    offeredTo: (name: string) => `offered to ${name}`,
    heldBy: (name: string) => `with ${name}`,
    heldOutside: 'in an outside system',
    since: (time: string) => `for ${time}`,
    more: (count: number) => (count === 1 ? 'and one more' : `and ${count} more`),

    operators: 'Operators',
    noOperators: 'Nobody works here yet.',
    nobodyHere: 'Nobody is here now.',
    offline: (count: number) => `Offline (${count})`,
    lead: 'lead',
    chats: (chats: number, most: number) => `${chats} of ${most} conversations`,
    offers: (count: number) => (count === 1 ? '+ 1 offered' : `+ ${count} offered`),

    alerts: 'Alerts',
    noAlerts: 'Nothing needs you.',

    actionsOf: (name: string) => `Actions: ${name}`,
    watch: 'Watch',
    watchOf: (name: string) => `Watch: ${name}`,
    reassign: 'Pass on…',
    priority: 'Priority…',
    whisper: 'Whisper…',
    sendAway: 'Send offline…',

    reassignTitle: (name: string) => `Pass on: ${name}`,
    department: 'Department',
    person: 'Person',
    anybody: 'Whoever is free',
    note: 'Note for whoever takes it',
    noteHint: 'Colleagues see it, the customer does not.',
    reassignSubmit: 'Pass on',
    notPresent: 'Nobody of this department is available.',

    priorityTitle: (name: string) => `Priority: ${name}`,
    priorityLabel: 'Priority',
    priorityHint: 'A higher priority goes before every lower one, whoever has waited longer.',
    priorities: { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' },
    priorityOwn: (priority: number) => `As it is (${priority})`,
    prioritySubmit: 'Set the priority',

    whisperTitle: (name: string) => `Whisper to ${name}`,
    whisperText: 'Your words',
    whisperHint: 'Only whoever holds the conversation is told. The customer never sees it.',
    whisperSubmit: 'Whisper',
    whispered: (name: string) => `${name} has been told.`,

    awayTitle: (name: string) => `Send ${name} offline?`,
    awayHolding: (count: number) =>
      count === 1
        ? 'One conversation is queued again, at the age it has, once the 30 seconds of grace are over.'
        : `${count} conversations are queued again, at the age they have, once the 30 seconds of grace are over.`,
    awayIdle: 'Nothing is offered there any more. Nothing is held, so nothing is queued again.',
    awayBack: 'Coming back takes one click on Available.',
    awaySubmit: 'Send offline',
    awayDone: (name: string) => `${name} is offline.`,
    passedOn: (name: string) => `${name} has been passed on.`,
    prioritised: (name: string) => `The priority of ${name} has been set.`,

    refusal: {
      'not-holder':
        'Only its holder or a lead may do this. You can be made a lead under Settings, Operators.',
      'over-capacity': 'This colleague has as many conversations as he may.',
      'not-suited': 'This colleague lacks the department, a skill or the language that is asked for.',
      'offered-elsewhere': 'It is offered to somebody right now. Wait until that is over.',
      'not-present': 'This colleague is not here. Choose another one, or a department.',
      'already-held': 'Somebody took this conversation in the meantime.',
    } as Readonly<Record<string, string>>,
  },
};

export type SupervisorMessages = typeof supervisorMessages;
