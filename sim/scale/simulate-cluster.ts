import { Agenda } from '../agenda.ts';
import { Random } from '../random.ts';

/** Times in microseconds. */
export interface ClusterModel {
  readonly nodes: number;
  /** Of a node's main thread, for one message: until it is handed to the database, and from its commit on. */
  readonly before: number;
  readonly after: number;
  /** Of a core of the database: for a batch, and for each event of it. */
  readonly perBatch: number;
  readonly perEvent: number;
  /** Cores of the database. */
  readonly cores: number;
  /** A sync of the log: what is waiting when one begins goes with it. */
  readonly sync: number;
  /** There and back between a node and the database. */
  readonly network: number;
}

export interface ClusterLoad {
  /** Messages a second, all nodes together. */
  readonly rate: number;
  readonly messages: number;
  readonly seed: number;
}

export interface ClusterRun {
  /** Messages a second that were answered. */
  readonly throughput: number;
  /** Milliseconds from arrival to answer. */
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly nodeBusy: number;
  readonly databaseBusy: number;
  /** Events a batch, on average. */
  readonly batch: number;
}

/** As the server has it (adapters/postgres/session-writes.ts). */
const BATCHES_AT_ONCE = 3;
const MOST_IN_BATCH = 512;
/** The first messages find an empty system. */
const WARM_UP = 0.1;

type Happening =
  | { readonly type: 'arrival' }
  | { readonly type: 'node-free'; readonly node: Node }
  | { readonly type: 'at-database'; readonly batch: Batch }
  | { readonly type: 'core-free'; readonly batch: Batch }
  | { readonly type: 'synced'; readonly batches: readonly Batch[] }
  | { readonly type: 'committed'; readonly batch: Batch };

interface Message {
  readonly arrived: number;
  readonly counts: boolean;
}

interface Job {
  readonly message: Message;
  readonly stage: 'before' | 'after';
}

interface Node {
  readonly jobs: Job[];
  busy: Job | null;
  waiting: Message[];
  batches: number;
}

interface Batch {
  readonly node: Node;
  readonly messages: readonly Message[];
}

/**
 * Nodes with one thread each that write to one database in batches, under messages that come at random: each waits its
 * turn on its node's thread, in the batch, on a core of the database and for the sync, and again on the thread.
 */
export function simulateCluster(model: ClusterModel, load: ClusterLoad): ClusterRun {
  return new Simulation(model, load).run();
}

class Simulation {
  readonly #model: ClusterModel;
  readonly #load: ClusterLoad;
  readonly #random: Random;
  readonly #agenda = new Agenda<Happening>();
  readonly #nodes: readonly Node[];
  readonly #coreLine: Batch[] = [];
  readonly #syncLine: Batch[] = [];
  readonly #times: number[] = [];
  #now = 0;
  #arrived = 0;
  #coresBusy = 0;
  #syncing = false;
  #nodeWork = 0;
  #databaseWork = 0;
  #batches = 0;
  #events = 0;
  #answered = 0;

  constructor(model: ClusterModel, load: ClusterLoad) {
    this.#model = model;
    this.#load = load;
    this.#random = new Random(load.seed);
    this.#nodes = Array.from({ length: model.nodes }, () => ({
      jobs: [],
      busy: null,
      waiting: [],
      batches: 0,
    }));
  }

  run(): ClusterRun {
    this.#agenda.add(0, { type: 'arrival' });
    for (let next = this.#agenda.next(); next !== null; next = this.#agenda.next()) {
      this.#now = next.at;
      this.#happen(next.what);
    }
    const sorted = this.#times.toSorted((a, b) => a - b);
    const at = (share: number): number => (sorted[Math.floor(sorted.length * share)] ?? NaN) / 1000;
    return {
      throughput: (this.#answered / this.#now) * 1e6,
      mean: sorted.reduce((sum, time) => sum + time, 0) / sorted.length / 1000,
      p50: at(0.5),
      p99: at(0.99),
      nodeBusy: this.#nodeWork / this.#now / this.#model.nodes,
      databaseBusy: this.#databaseWork / this.#now / this.#model.cores,
      batch: this.#events / this.#batches,
    };
  }

  #happen(what: Happening): void {
    switch (what.type) {
      case 'arrival':
        return this.#arrive();
      case 'node-free':
        return this.#nodeDone(what.node);
      case 'at-database':
        this.#coreLine.push(what.batch);
        return this.#useCores();
      case 'core-free':
        this.#coresBusy--;
        this.#syncLine.push(what.batch);
        this.#useCores();
        return this.#sync();
      case 'synced':
        this.#syncing = false;
        for (const batch of what.batches) this.#later(this.#model.network / 2, { type: 'committed', batch });
        return this.#sync();
      case 'committed':
        return this.#committed(what.batch);
    }
  }

  #arrive(): void {
    const { rate, messages } = this.#load;
    const counts = this.#arrived++ >= messages * WARM_UP;
    const node = this.#nodes[Math.floor(this.#random.uniform() * this.#nodes.length)];
    if (node !== undefined) this.#give(node, { message: { arrived: this.#now, counts }, stage: 'before' });
    if (this.#arrived < messages) this.#later(this.#random.exponential(1e6 / rate), { type: 'arrival' });
  }

  #give(node: Node, job: Job): void {
    node.jobs.push(job);
    this.#work(node);
  }

  #work(node: Node): void {
    if (node.busy !== null) return;
    node.busy = node.jobs.shift() ?? null;
    if (node.busy === null) return;
    const time = node.busy.stage === 'before' ? this.#model.before : this.#model.after;
    this.#nodeWork += time;
    this.#later(time, { type: 'node-free', node });
  }

  #nodeDone(node: Node): void {
    const job = node.busy;
    node.busy = null;
    if (job?.stage === 'before') {
      node.waiting.push(job.message);
      this.#send(node);
    } else if (job !== null) this.#answer(job.message);
    this.#work(node);
  }

  #answer({ arrived, counts }: Message): void {
    this.#answered++;
    if (counts) this.#times.push(this.#now - arrived);
  }

  #send(node: Node): void {
    if (node.batches >= BATCHES_AT_ONCE || node.waiting.length === 0) return;
    const messages = node.waiting.splice(0, MOST_IN_BATCH);
    node.batches++;
    this.#batches++;
    this.#events += messages.length;
    this.#later(this.#model.network / 2, { type: 'at-database', batch: { node, messages } });
  }

  #useCores(): void {
    while (this.#coresBusy < this.#model.cores) {
      const batch = this.#coreLine.shift();
      if (batch === undefined) return;
      this.#coresBusy++;
      const time = this.#model.perBatch + this.#model.perEvent * batch.messages.length;
      this.#databaseWork += time;
      this.#later(time, { type: 'core-free', batch });
    }
  }

  #sync(): void {
    if (this.#syncing || this.#syncLine.length === 0) return;
    this.#syncing = true;
    this.#later(this.#model.sync, { type: 'synced', batches: this.#syncLine.splice(0) });
  }

  #committed({ node, messages }: Batch): void {
    node.batches--;
    this.#send(node);
    for (const message of messages) {
      // What takes no time need not wait for the thread.
      if (this.#model.after === 0) this.#answer(message);
      else this.#give(node, { message, stage: 'after' });
    }
  }

  #later(time: number, what: Happening): void {
    this.#agenda.add(this.#now + time, what);
  }
}

/** The most messages a second of which 99 in 100 are answered within so many milliseconds, found by halving. */
export function capacityOf(model: ClusterModel, p99: number, options: Omit<ClusterLoad, 'rate'>): number {
  let [low, high] = [100, (model.nodes * 1e6) / (model.before + model.after)];
  while (high - low > high / 100) {
    const rate = (low + high) / 2;
    if (simulateCluster(model, { ...options, rate }).p99 <= p99) low = rate;
    else high = rate;
  }
  return low;
}
