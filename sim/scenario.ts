/** How long things take: drawn anew each time. Seconds. */
export interface Durations {
  readonly handlingMean: number;
  /** Standard deviation of the logarithm; null for exponential. */
  readonly handlingSigma: number | null;
  /** From an offer to its acceptance. */
  readonly comingMean: number;
  readonly comingSigma: number;
  /** Mean patience of one who waits, exponential; Infinity for ever. */
  readonly patienceMean: number;
}

export interface DepartmentPlan {
  readonly name: string;
  readonly durations: Durations;
}

/** When an operator is there, in seconds of a day that repeats; none: always. */
export type Presence = readonly { readonly from: number; readonly to: number }[];

export interface OperatorPlan {
  /** Places in the list of departments. */
  readonly departments: readonly number[];
  readonly capacity: number;
  readonly presence: Presence;
}

export interface Scenario {
  readonly seed: number;
  /** Customers who ask for a person, all departments together. */
  readonly customers: number;
  /** Of these, how many pass before anything is counted. */
  readonly warmUp: number;
  /** Offered traffic over the capacity that is there on the average. */
  readonly load: number;
  /** How far arrivals swing about their mean in the course of a day: 0 not at all, 0.3 by 30 %. */
  readonly swing: number;
  readonly serviceLevelSeconds: number;
  /** Share of customers who go before the others. */
  readonly urgent: number;
  readonly departments: readonly DepartmentPlan[];
  readonly operators: readonly OperatorPlan[];
  /** Whether waits are quoted and learned from. */
  readonly quotes: boolean;
}

export const DAY = 86_400;
export const SERVICE_LEVEL_SECONDS = 60;
const HOUR = 3600;
const MINUTE = 60;

const CHAT: Durations = {
  handlingMean: 8 * MINUTE,
  handlingSigma: 0.8,
  comingMean: 12,
  comingSigma: 0.7,
  patienceMean: 25 * MINUTE,
};

const DEPARTMENTS: readonly DepartmentPlan[] = [
  { name: 'support', durations: CHAT },
  { name: 'sales', durations: { ...CHAT, handlingMean: 5 * MINUTE, patienceMean: 10 * MINUTE } },
  { name: 'claims', durations: { ...CHAT, handlingMean: 15 * MINUTE, handlingSigma: 1, patienceMean: HOUR } },
];

/** The departments of the team, in order. */
export const DEPARTMENT_NAMES: readonly string[] = DEPARTMENTS.map(({ name }) => name);

/** Chairs: who sits there, for which departments, how many chats at once. */
const CHAIRS = [
  { chairs: 8, departments: [0], capacity: 3 },
  { chairs: 4, departments: [1], capacity: 2 },
  { chairs: 3, departments: [2], capacity: 1 },
  { chairs: 1, departments: [0, 1], capacity: 3 },
];

/** A team round the clock: three crews to a chair, one long break and two short ones in a shift, staggered. */
export function teamScenario(options: Pick<Scenario, 'seed' | 'customers' | 'load' | 'swing'>): Scenario {
  const operators = CHAIRS.flatMap(({ chairs, departments, capacity }) =>
    Array.from({ length: chairs }, (_none, chair) =>
      [0, 1, 2].map((crew): OperatorPlan => ({ departments, capacity, presence: shift(crew, chair) })),
    ).flat(),
  );
  return {
    ...options,
    warmUp: Math.floor(options.customers / 5),
    serviceLevelSeconds: SERVICE_LEVEL_SECONDS,
    urgent: 0.1,
    departments: DEPARTMENTS,
    operators,
    quotes: true,
  };
}

/** Poisson arrivals, exponential handling, nobody gives up, operators come at once: what Erlang C describes. */
export function erlangScenario(
  options: Pick<Scenario, 'seed' | 'customers' | 'load'> & { readonly servers: number },
): Scenario {
  const { servers, ...rest } = options;
  return {
    ...rest,
    warmUp: Math.floor(options.customers / 20),
    swing: 0,
    serviceLevelSeconds: SERVICE_LEVEL_SECONDS,
    urgent: 0,
    departments: [
      {
        name: 'one',
        durations: {
          handlingMean: 300,
          handlingSigma: null,
          comingMean: 0,
          comingSigma: 0,
          patienceMean: Infinity,
        },
      },
    ],
    operators: Array.from({ length: servers }, () => ({ departments: [0], capacity: 1, presence: [] })),
    quotes: false,
  };
}

function shift(crew: number, chair: number): Presence {
  const start = crew * 8 * HOUR;
  // Colleagues do not all go at once.
  const late = ((chair * 37) % 60) * MINUTE;
  const breaks = [
    { from: start + 1.5 * HOUR + late, length: 15 * MINUTE },
    { from: start + 3.5 * HOUR + late, length: 30 * MINUTE },
    { from: start + 6 * HOUR + late, length: 15 * MINUTE },
  ];
  const presence: { from: number; to: number }[] = [];
  let from = start;
  for (const pause of breaks) {
    presence.push({ from, to: pause.from });
    from = pause.from + pause.length;
  }
  return [...presence, { from, to: start + 8 * HOUR }];
}
