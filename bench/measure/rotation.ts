import type { ChildProgram } from '../process/child-program.ts';
import type { BurstPlan } from '../load/burst.ts';
import type { LoadCommands } from '../load/load-program.ts';
import type { Target } from '../servers/start-target.ts';
import { machineTime, waitForQuiet } from './quiet.ts';

/** One burst against one server. Times in milliseconds, CPU in microseconds a request. */
export interface Measured {
  /** Requests a second. */
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpu: number;
  readonly mainThreadCpu: number;
  /** Of a database server; 0 where there is none. */
  readonly databaseCpu: number;
  /** Share of the machine that went to programs other than the server, its database and the load generator. */
  readonly others: number;
}

export interface Contender {
  readonly target: Target;
  readonly plan: BurstPlan;
}

export interface RotationOptions {
  readonly rounds: number;
  /** Longest wait for a quiet machine before each burst, in seconds. */
  readonly patience: number;
}

/** A round in which others took more than this share of the machine is taken again. */
const DISTURBED = 0.1;

/**
 * Gives every contender one burst a round, in turn, so that figures that are compared were taken within
 * seconds of each other. The first round warms up and does not count. Answers the bursts by contender.
 */
export async function rotate<K extends string>(
  load: ChildProgram<LoadCommands>,
  contenders: Readonly<Record<K, Contender>>,
  options: RotationOptions,
): Promise<Record<K, Measured[]>> {
  const names = Object.keys(contenders) as K[];
  const rounds: Record<K, Measured>[] = [];
  for (const name of names) await measure(load, contenders[name]);
  for (let taken = 0; rounds.length < options.rounds && taken < options.rounds * 3; taken++) {
    const round = {} as Record<K, Measured>;
    for (const name of names) {
      await waitForQuiet(options.patience);
      round[name] = await measure(load, contenders[name]);
    }
    const disturbed = names.some((name) => round[name].others > DISTURBED);
    const remaining = options.rounds * 3 - taken - 1;
    if (!disturbed || remaining < options.rounds - rounds.length) rounds.push(round);
  }
  return Object.fromEntries(names.map((name) => [name, rounds.map((round) => round[name])])) as Record<
    K,
    Measured[]
  >;
}

async function measure(load: ChildProgram<LoadCommands>, { target, plan }: Contender): Promise<Measured> {
  const read = async () => ({
    server: await target.usage(),
    load: await load.call('usage'),
    machine: machineTime(),
  });
  const before = await read();
  const result = await load.call('burst', plan);
  const after = await read();
  if (result.failures > 0) throw new Error(`${result.failures} of ${result.requests} requests failed`);
  const server = after.server.process - before.server.process;
  const database = (after.server.database ?? 0) - (before.server.database ?? 0);
  const own = server + database + after.load.process - before.load.process;
  const machine = after.machine.total - before.machine.total;
  return {
    rate: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    cpu: server / result.requests,
    mainThreadCpu: (after.server.mainThread - before.server.mainThread) / result.requests,
    databaseCpu: database / result.requests,
    others: Math.max(0, after.machine.busy - before.machine.busy - own) / Math.max(1, machine),
  };
}
