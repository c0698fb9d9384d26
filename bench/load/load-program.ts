import { answerCommands } from '../process/commands.ts';
import { readUsage } from '../process/usage.ts';
import { burst } from './burst.ts';
import { ParkedReaders } from './parked-readers.ts';
import type { ParkPlan } from './parked-readers.ts';
import { takeWakeSamples } from './wake-samples.ts';
import type { WakePlan, WakeSample } from './wake-samples.ts';

/* The load generator's process. */
const readers = new ParkedReaders();

const commands = {
  burst,
  /** Opens readers that wait; answers how many are connected. */
  park: async (plan: ParkPlan): Promise<number> => {
    await readers.open(plan);
    return readers.waiting;
  },
  countParked: (): number => readers.waiting,
  unpark: (): void => readers.closeAll(),
  wake: (plan: WakePlan): Promise<WakeSample[]> => takeWakeSamples(readers, plan),
  usage: readUsage,
};
export type LoadCommands = typeof commands;

answerCommands(commands);
