/**
 * Thirty-three histories of handoffs and what each adds to the figures, worked out by hand (C19). Facts are told as
 * `<second> <what> …`; the service level is 60 s unless a department is named with another. A row is told as
 * `<department> <operator, or –>: <counts> | <times in seconds>`, a count of one by its name alone.
 * `second` is another handoff of the same conversation, its seconds counted from the same beginning.
 */
export interface GoldenHistory {
  readonly name: string;
  readonly facts: string;
  readonly rows: readonly string[];
  readonly second?: { readonly facts: string; readonly rows: readonly string[] };
  /** By the second. */
  readonly recontacted?: true;
  /** `<second> <used>` of each suggestion. */
  readonly suggestions?: string;
  /** Of each stretch: questions and those whose answer stood in the package. */
  readonly questions?: readonly (readonly [asked: number, again: number])[];
}

export const GOLDEN: readonly GoldenHistory[] = [
  {
    name: 'offered, accepted, resolved',
    facts: '0 requested, 1 queued, 5 offered anna, 9 accepted anna, 20 word, 90 resolved anna',
    rows: [
      'support anna: handoffs level_of level_kept ended resolved | acceptance 9, firstWord 20, handling 81, worked 81',
    ],
  },
  {
    name: 'still waits',
    facts: '0 requested, 1 queued, 5 offered anna',
    rows: ['support –: handoffs open'],
  },
  {
    name: 'still waits, longer than the service level',
    facts: '0 requested, 1 queued, 60 delayed',
    rows: ['support –: handoffs open level_of'],
  },
  {
    name: 'still held',
    facts: '0 requested, 1 queued, 30 accepted anna, 40 word',
    rows: ['support anna: handoffs open level_of level_kept | acceptance 30, firstWord 40'],
  },
  {
    name: 'accepted to the second, which keeps the service level',
    facts: '0 requested, 1 queued, 60 accepted anna, 61 word, 100 resolved anna',
    rows: [
      'support anna: handoffs level_of level_kept ended resolved | acceptance 60, firstWord 61, handling 40, worked 40',
    ],
  },
  {
    name: 'accepted too late',
    facts: '0 requested, 1 queued, 60 delayed, 61 accepted anna, 70 word, 100 resolved anna',
    rows: [
      'support anna: handoffs level_of ended resolved | acceptance 61, firstWord 70, handling 39, worked 39',
    ],
  },
  {
    name: 'abandoned in time: nobody broke anything',
    facts: '0 requested, 1 queued, 30 abandoned',
    rows: ['support –: handoffs ended abandoned'],
  },
  {
    name: 'abandoned after the service level',
    facts: '0 requested, 1 queued, 60 delayed, 200 abandoned',
    rows: ['support –: handoffs level_of ended abandoned'],
  },
  {
    name: 'nobody came',
    facts: '0 requested, 1 queued, 60 delayed, 120 reminded, 900 failed',
    rows: ['support –: handoffs level_of ended failed'],
  },
  {
    name: 'the customer goes on with the AI',
    facts: '0 requested, 1 queued, 20 withdrawn',
    rows: ['support –: handoffs ended withdrawn'],
  },
  {
    name: 'wants to be called',
    facts: '0 requested, 1 queued, 60 delayed, 75 callback',
    rows: ['support –: handoffs level_of ended callback'],
  },
  {
    name: 'wants an e-mail',
    facts: '0 requested, 1 queued, 15 email',
    rows: ['support –: handoffs ended email'],
  },
  {
    name: 'declined, let pass, then taken by a third; one had gone, which is no refusal',
    facts:
      '0 requested, 1 queued, 2 offered anna, 4 declined anna, 4 offered ben, 34 timed-out ben, 34 offered dan, 35 left dan, 35 offered eva, 40 accepted eva, 41 word, 60 resolved eva',
    rows: [
      'support eva: handoffs level_of level_kept ended resolved | acceptance 40, firstWord 41, handling 20, worked 20',
      'support anna: declined',
      'support ben: declined',
    ],
  },
  {
    name: 'passed on to another department: two people, one handoff',
    facts:
      '0 requested, 1 queued, 10 accepted anna, 12 word, 50 transferred anna claims, 80 accepted ben, 180 resolved ben',
    rows: [
      'support anna: handoffs level_of level_kept transfers | acceptance 10, firstWord 12, handling 140, worked 40',
      'claims ben: ended resolved | worked 100',
    ],
  },
  {
    name: 'passed on before anybody came: the service level is that of where somebody came',
    facts:
      '0 requested, 1 queued, 30 transferred anna claims:300, 200 accepted ben, 210 word, 260 resolved ben',
    rows: [
      'claims ben: handoffs level_of level_kept ended resolved | acceptance 200, firstWord 210, handling 60, worked 60',
      'support anna: transfers',
    ],
  },
  {
    name: 'passed on and given up there',
    facts: '0 requested, 1 queued, 10 accepted anna, 12 word, 50 transferred anna claims, 500 abandoned',
    rows: [
      'support anna: handoffs level_of level_kept transfers | acceptance 10, firstWord 12, handling 40, worked 40',
      'claims –: ended abandoned',
    ],
  },
  {
    name: 'passed on and back again: what one person spent is one time',
    facts:
      '0 requested, 5 accepted anna, 6 word, 25 transferred anna claims, 30 accepted ben, 40 transferred ben support, 50 accepted anna, 60 resolved anna',
    rows: [
      'support anna: handoffs level_of level_kept ended resolved transfers | acceptance 5, firstWord 6, handling 40, worked 30',
      'claims ben: transfers | worked 10',
    ],
  },
  {
    name: 'the operator is lost, a colleague goes on',
    facts:
      '0 requested, 1 queued, 10 accepted anna, 12 word, 100 requeued anna, 130 accepted ben, 150 resolved ben',
    rows: [
      'support anna: handoffs level_of level_kept requeues | acceptance 10, firstWord 12, handling 110, worked 90',
      'support ben: ended resolved | worked 20',
    ],
  },
  {
    name: 'the operator is lost, and nobody comes any more',
    facts: '0 requested, 1 queued, 10 accepted anna, 12 word, 100 requeued anna, 1000 failed',
    rows: [
      'support anna: handoffs level_of level_kept requeues | acceptance 10, firstWord 12, handling 90, worked 90',
      'support –: ended failed',
    ],
  },
  {
    name: 'a takeover that nobody asked for: no wait is measured',
    facts: '0 taken-over anna, 3 word, 63 returned anna',
    rows: ['support anna: handoffs ended returned | handling 63, worked 63'],
  },
  {
    name: 'taken over out of the queue: that was waited for',
    facts: '0 requested, 1 queued, 25 accepted anna takeover, 26 word, 30 resolved anna',
    rows: [
      'support anna: handoffs level_of level_kept ended resolved | acceptance 25, firstWord 26, handling 5, worked 5',
    ],
  },
  {
    name: 'taken over from a colleague',
    facts: '0 requested, 10 accepted anna, 11 word, 40 accepted ben takeover, 100 resolved ben',
    rows: [
      'support anna: handoffs level_of level_kept | acceptance 10, firstWord 11, handling 90, worked 30',
      'support ben: ended resolved | worked 60',
    ],
  },
  {
    name: 'a system outside takes it over',
    facts: '0 taken-over outside, 3 word, 100 returned outside',
    rows: ['support –: handoffs ended returned | handling 100, worked 100'],
  },
  {
    name: 'a person outside writes to one who waits',
    facts: '0 requested, 1 queued, 15 accepted outside wrote, 15 word, 45 returned outside',
    rows: [
      'support –: handoffs level_of level_kept ended returned | acceptance 15, firstWord 15, handling 30, worked 30',
    ],
  },
  {
    name: 'nobody writes any more, and it goes back to the AI',
    facts: '0 requested, 5 accepted anna, 8 word, 605 returning, 665 idle-returned anna',
    rows: [
      'support anna: handoffs level_of level_kept ended returned | acceptance 5, firstWord 8, handling 660, worked 660',
    ],
  },
  {
    name: 'rated, and rated anew: the last word counts',
    facts: '0 requested, 5 accepted anna, 8 word, 60 resolved anna, 70 rated 2, 80 rated 5',
    rows: [
      'support anna: handoffs level_of level_kept ended resolved rated_5 | acceptance 5, firstWord 8, handling 55, worked 55',
    ],
  },
  {
    name: 'twice in one conversation: the AI had it in between, each handoff has its own clocks',
    facts: '0 requested, 1 queued, 5 accepted anna, 8 word, 60 returned anna',
    recontacted: true,
    rows: [
      'support anna: handoffs level_of level_kept ended returned recontact | acceptance 5, firstWord 8, handling 55, worked 55',
    ],
    second: {
      facts: '300 requested, 301 queued, 330 accepted ben, 331 word, 400 resolved ben',
      rows: [
        'support ben: handoffs level_of level_kept ended resolved | acceptance 30, firstWord 31, handling 70, worked 70',
      ],
    },
  },
  {
    name: 'given up, then asked for anew and passed on: what was passed on is of the second',
    facts: '0 requested, 1 queued, 20 abandoned',
    recontacted: true,
    rows: ['support –: handoffs ended abandoned recontact'],
    second: {
      facts:
        '100 requested, 101 queued, 110 accepted anna, 112 word, 150 transferred anna claims, 180 accepted ben, 280 resolved ben refunded',
      rows: [
        'support anna: handoffs level_of level_kept transfers | acceptance 10, firstWord 12, handling 140, worked 40',
        'claims ben: ended resolved | worked 100',
      ],
    },
  },
  {
    name: 're-opened by its operator the next day: a handoff of its own that nobody has waited for',
    facts: '0 requested, 5 accepted anna, 8 word, 60 resolved anna',
    recontacted: true,
    rows: [
      'support anna: handoffs level_of level_kept ended resolved recontact | acceptance 5, firstWord 8, handling 55, worked 55',
    ],
    second: {
      facts: '86460 taken-over anna, 86463 word, 86520 resolved anna',
      rows: ['support anna: handoffs ended resolved | handling 60, worked 60'],
    },
  },
  {
    name: 're-opened a second after seven days: the first had been settled',
    facts: '0 requested, 5 accepted anna, 8 word, 60 resolved anna',
    rows: [
      'support anna: handoffs level_of level_kept ended resolved | acceptance 5, firstWord 8, handling 55, worked 55',
    ],
    second: {
      facts: '604861 taken-over anna, 604863 word, 604921 resolved anna',
      rows: ['support anna: handoffs ended resolved | handling 60, worked 60'],
    },
  },
  {
    name: 'estimated waits: over by the upper figure, not by the lower; the next wait has its own',
    facts:
      '0 requested, 1 queued 20/60, 30 accepted anna, 31 word, 40 transferred anna claims, 41 told 100/200, 60 accepted ben, 70 resolved ben',
    rows: [
      'support anna: handoffs level_of level_kept transfers wait_p50_of wait_p90_of wait_p90 | acceptance 30, firstWord 31, handling 20, worked 10',
      'claims ben: ended resolved wait_p50_of wait_p50 wait_p90_of wait_p90 | worked 10',
    ],
  },
  {
    name: 'estimated wait of one who leaves between the figures: only the lower one is known not to hold',
    facts: '0 requested, 1 queued 20/60, 30 abandoned',
    rows: ['support –: handoffs ended abandoned wait_p50_of'],
  },
  {
    name: 'what is asked again and what is suggested stands with who held it then',
    facts:
      '0 requested, 5 accepted anna, 8 word, 50 transferred anna claims, 60 accepted ben, 90 resolved ben',
    questions: [
      [3, 1],
      [2, 0],
    ],
    suggestions: '10 sent, 20 edited, 65 none',
    rows: [
      'support anna: handoffs level_of level_kept transfers asked=3 asked_again suggested=2 suggestion_sent suggestion_edited | acceptance 5, firstWord 8, handling 75, worked 45',
      'claims ben: ended resolved asked=2 suggested | worked 30',
    ],
  },
];
