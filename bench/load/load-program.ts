import { answerCommands } from '../process/commands.ts';
import { readUsage } from '../process/usage.ts';
import { burst } from './burst.ts';
import { ParkedReaders } from './parked-readers.ts';
import type { ParkPlan } from './parked-readers.ts';
import { takeScreenSamples } from './screen-samples.ts';
import type { ScreenPlan, ScreenResult } from './screen-samples.ts';
import { SteadyPosts } from './steady-posts.ts';
import type { SteadyPlan, SteadyResult } from './steady-posts.ts';
import { takeTurnSamples } from './turn-samples.ts';
import type { TurnPlan } from './turn-samples.ts';
import { takeWakeSamples } from './wake-samples.ts';
import type { WakePlan, WakeSample } from './wake-samples.ts';

/* The load generator's process. */
const readers = new ParkedReaders();
let posts: SteadyPosts | null = null;

const commands = {
  burst,
  /** Opens readers that wait; answers how many are connected. */
  park: async (plan: ParkPlan): Promise<number> => {
    await readers.open(plan);
    return readers.waiting;
  },
  countParked: (): number => readers.waiting,
  unpark: (): void => readers.closeAll(),
  startPosts: (plan: SteadyPlan): void => {
    posts = new SteadyPosts(plan);
  },
  stopPosts: (): Promise<SteadyResult> => {
    if (posts === null) throw new Error('nothing is being posted');
    return posts.stop();
  },
  wake: (plan: WakePlan): Promise<WakeSample[]> => takeWakeSamples(readers, plan),
  turns: (plan: TurnPlan): Promise<number[]> => takeTurnSamples(plan),
  screens: (plan: ScreenPlan): Promise<ScreenResult> => takeScreenSamples(plan),
  usage: readUsage,
};
export type LoadCommands = typeof commands;

answerCommands(commands);
