import type { Clock, ScheduledTask } from '../../ports/clock.ts';
import type { RemoteChange, RemoteChanges, RemoteTopic } from '../../ports/remote-changes.ts';
import type { Subscription } from '../../ports/wake-ups.ts';
import type { Log } from '../app.ts';
import type { Behaviours } from '../behaviour/behaviours.ts';
import type { FollowUps } from '../follow-ups/follow-ups.ts';
import type { Staff } from '../staff/staff.ts';

/** What this node holds in memory and others may change. */
export interface Views {
  readonly staff: Pick<Staff, 'heard' | 'readAgain'>;
  readonly behaviours: Pick<Behaviours, 'heard' | 'readAgain'>;
  readonly followUps: Pick<FollowUps, 'heard'>;
  /** What follows sessions, which it is woken for: it looks at all of them again. */
  readonly followers: readonly { readAgain(): void | Promise<void> }[];
}

/** Records read side by side. */
const MOST_AT_ONCE = 8;
/** After a failure, in microseconds. */
const RETRY = 1_000_000;

/**
 * Keeps what this node holds in memory as other nodes have written it. What is told before the views are there is kept
 * for them; what cannot be read is tried again until it can.
 */
export class RemoteViews implements AsyncDisposable {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #subscription: Subscription;
  #waiting = new Map<string, RemoteChange>();
  readonly #failed: RemoteChange[] = [];
  #views: Views | null = null;
  #running: Promise<void> | null = null;
  #alarm: ScheduledTask | null = null;
  #ended = false;

  /** Before anything is read, so that nothing is missed. */
  constructor(parts: { readonly remote: RemoteChanges; readonly clock: Clock; readonly log: Log }) {
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#subscription = parts.remote.subscribe((change) => this.#add(change));
  }

  start(views: Views): void {
    this.#views = views;
    this.#work();
  }

  /** Resolves once all that was told by now has been taken up, or could not be. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true;
    this.#subscription.cancel();
    this.#alarm?.cancel();
    await this.settled();
  }

  #add(change: RemoteChange): void {
    this.#waiting.set(keyOf(change), change);
    this.#work();
  }

  #work(): void {
    if (this.#views === null || this.#waiting.size === 0 || this.#ended) return;
    this.#running ??= this.#run(this.#views);
  }

  async #run(views: Views): Promise<void> {
    while (this.#waiting.size > 0 && !this.#ended) {
      const round = this.#waiting;
      this.#waiting = new Map();
      // All of it is read then anyway.
      const changes = round.has(EVERYTHING) ? [{ topic: EVERYTHING } as const] : [...round.values()];
      const lines = Array.from({ length: MOST_AT_ONCE }, async () => {
        for (let change = changes.shift(); change !== undefined; change = changes.shift())
          await this.#take(views, change);
      });
      await Promise.all(lines);
    }
    // In the same step as the test above: what is told in between would be slept through.
    this.#running = null;
  }

  async #take(views: Views, change: RemoteChange): Promise<void> {
    try {
      await follow(views, change);
    } catch (error) {
      if (this.#ended) return;
      const details = { err: error, topic: change.topic };
      this.#log.error(details, 'what another node has written could not be read; trying again in a second');
      this.#failed.push(change);
      this.#alarm ??= this.#clock.schedule(this.#clock.now() + RETRY, () => {
        this.#alarm = null;
        for (const each of this.#failed.splice(0)) this.#add(each);
      });
    }
  }
}

const EVERYTHING = 'everything';

function keyOf(change: RemoteChange): string {
  return change.topic === EVERYTHING ? EVERYTHING : `${change.topic}/${change.key}`;
}

async function follow(views: Views, change: RemoteChange): Promise<void> {
  if (change.topic === EVERYTHING) return readAllAgain(views);
  const { topic, key } = change satisfies { topic: RemoteTopic };
  switch (topic) {
    case 'operator':
    case 'department':
    case 'presence':
      return views.staff.heard(topic, key);
    case 'follow-up':
      return views.followUps.heard(key);
    case 'behaviour': {
      const slash = key.indexOf('/');
      return views.behaviours.heard(key.slice(0, slash), key.slice(slash + 1));
    }
    case 'customer':
      // Only the store keeps some of them, and has heard it already.
      return;
  }
}

async function readAllAgain({ staff, behaviours, followers }: Views): Promise<void> {
  await staff.readAgain();
  await behaviours.readAgain();
  for (const follower of followers) await follower.readAgain();
}
