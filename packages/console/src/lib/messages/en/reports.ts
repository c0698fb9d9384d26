/** What is measured of a period. */
export const reportsMessages = {
  reports: {
    title: 'Reports',
    loading: 'Counting…',
    failed: 'The report could not be read.',
    retry: 'Try again',
    leadsOnly: 'Reports are for leads. A lead can make you one under Settings, Operators.',
    nothing: 'Nothing happened in this period. Choose a longer one, or take a filter away.',
    print: 'Print',
    of: (from: string, to: string) => `${from} to ${to}`,

    period: 'Period',
    periods: {
      today: 'Today',
      week: 'Last 7 days',
      month: 'Last 30 days',
      quarter: 'Last 90 days',
      own: 'Own range',
    },
    from: 'From',
    to: 'To',
    toBeforeFrom: 'The end is before the beginning.',
    all: 'All',
    dimensions: {
      department: 'Department',
      operator: 'Operator',
      reason: 'Reason',
      trigger: 'Trigger',
      agent: 'Agent',
      disposition: 'Disposition',
    },
    clear: 'Clear filters',

    none: '–',
    counted: (count: string, of: string) => `${count} of ${of}`,
    percentiles: (p90: string, p99: string) => `P90 ${p90} · P99 ${p99}`,
    middle: 'P50',
    mean: (mean: string, count: string) => `mean ${mean} · ${count} measured`,
    ends: (lower: string, upper: string) => `${lower} / ${upper}`,
    endsRight: (count: string) => `right at 50 % / 90 % · ${count} estimates`,
    ratings: (count: string) => `of 5 · ${count} ratings`,
    define: (name: string) => `What is “${name}”?`,

    sections: {
      volume: 'Volume',
      waiting: 'Waiting',
      work: 'Work of people',
      outcome: 'Outcome',
      ai: 'The AI and the help it gives',
    },

    figures: {
      sessions: {
        name: 'Conversations',
        means:
          'Conversations in which the customer wrote, by the hour in which they began. A filter by department, operator, reason or trigger leaves none, since those belong to handoffs.',
      },
      handoffs: {
        name: 'Handoffs',
        means: 'Requests for a person, by the hour of the request. A conversation may have several.',
      },
      handoffRate: {
        name: 'Handoff rate',
        means: 'Conversations in which a person was asked for, of all conversations.',
      },
      containment: {
        name: 'Containment',
        means:
          'Conversations that the AI served alone, of all conversations. High is not good by itself: read it beside re-contact and the rating.',
      },
      acceptance: {
        name: 'Time to acceptance',
        means:
          'From the request until a person accepted. P50: half were faster. P90 and P99: nine in ten, ninety-nine in a hundred were. Exact to 3 %.',
      },
      firstWord: {
        name: 'Time to the first word',
        means: 'From the request until a person wrote to the customer for the first time.',
      },
      serviceLevel: {
        name: 'Service level kept',
        means:
          'Accepted within the time that the department promises, of those that were accepted, given up, or left by the customer after that time.',
      },
      abandoned: {
        name: 'Abandonment',
        means: 'Customers who left while they waited, of all handoffs that have ended.',
      },
      handling: {
        name: 'Handling time',
        means: 'What people spent on a handoff, all stretches with a person added up.',
      },
      transfers: { name: 'Transfers', means: 'Times a handoff was passed to another person or department.' },
      requeues: {
        name: 'Queued again',
        means:
          'Times a conversation lost its person, for example because a connection broke, and waited again.',
      },
      declined: { name: 'Declined offers', means: 'Offers that were declined or ran out without an answer.' },
      resolved: {
        name: 'Resolved',
        means: 'Handoffs that a person closed as done, of those that have ended.',
      },
      returned: {
        name: 'Given back to the AI',
        means: 'Handoffs that went back to the AI, of those that have ended.',
      },
      recontact: {
        name: 'Re-contact',
        means:
          'The same customer needed a person again within seven days of the end, of the handoffs that have ended. Low is good.',
      },
      rating: {
        name: 'Rating',
        means: 'What customers gave after a handoff, from 1 to 5. Only departments that ask for it have one.',
      },
      contact: {
        name: 'Chose a call or an e-mail',
        means:
          'Customers who asked to be called or written to instead of waiting, of the handoffs that have ended.',
      },
      calibration: {
        name: 'Wait estimates',
        means:
          'Customers are told a band, such as 3 to 10 minutes. How often the wait was over by its lower end and by its upper end: right at 50 % and 90 %. More means that the estimates are too careful, less that too much was promised.',
      },
      refused: {
        name: 'AI messages held back',
        means:
          'Messages of the AI that came while a person had the conversation, and that the server did not let through.',
      },
      askedAgain: {
        name: 'Asked again',
        means:
          'Questions of operators whose answer stood in what they had been handed over, of all their questions. Low is good: customers repeat themselves less.',
      },
      suggestionsSent: {
        name: 'Suggestions sent as they were',
        means: 'Suggested replies that an operator sent without a change, of those that were shown.',
      },
      suggestionsEdited: {
        name: 'Suggestions sent after changes',
        means: 'Suggested replies that an operator changed and then sent, of those that were shown.',
      },
    },

    charts: {
      volume: 'Conversations and handoffs over time',
      times: 'Waiting over time',
      serviceLevel: 'Service level over time',
      reasons: 'Reasons',
      triggers: 'Triggers',
      scores: 'Ratings',
    },
    series: {
      sessions: 'Conversations',
      handoffs: 'Handoffs',
      acceptanceP50: 'Accepted after, P50',
      acceptanceP90: 'Accepted after, P90',
      firstWordP50: 'First word after, P50',
      serviceLevel: 'Service level kept',
      abandoned: 'Abandonment',
    },
    asTable: 'As a table',
    asChart: 'As a chart',
    asTableOf: (name: string) => `As a table: ${name}`,
    asChartOf: (name: string) => `As a chart: ${name}`,
    time: 'Time',
    count: 'Count',
    share: 'Share',
    stars: (stars: number) => (stars === 1 ? '1 star' : `${stars} stars`),

    groupTitle: 'Compared',
    groupBy: 'By',
    noGroups: 'There is nothing to compare in this period.',
    csvSeries: 'Over time (CSV)',
    csvSummary: 'All figures (CSV)',
    csvGroups: (dimension: string) => `${dimension} (CSV)`,
    download: 'Download',
  },
};

export type ReportsMessages = typeof reportsMessages;
