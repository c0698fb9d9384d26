import type { Socket } from 'node:net';

/** How bytes of one direction pass. */
export interface LaneWeather {
  /** Nothing passes; what comes meanwhile waits, and its sender is held back as by a full network. */
  readonly held: boolean;
  /** Milliseconds that each piece takes. */
  delay(): number;
}

/** A piece of the stream; null: its sender has ended it. */
interface Piece {
  readonly bytes: Buffer | null;
  readonly due: number;
}

/** More is not taken in, so that a stalled network holds its senders back and costs no memory. */
const MOST_HELD_BYTES = 1024 * 1024;

/** One direction of a proxied connection: in order always, late or not at all when the weather says so. */
export class TcpLane {
  readonly #from: Socket;
  readonly #to: Socket;
  readonly #weather: LaneWeather;
  #pieces: Piece[] = [];
  #held = 0;
  #newestDue = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(from: Socket, to: Socket, weather: LaneWeather) {
    this.#from = from;
    this.#to = to;
    this.#weather = weather;
    from.on('data', (bytes: Buffer) => this.#take(bytes));
    from.on('end', () => this.#take(null));
    to.on('drain', () => this.#resume());
  }

  /** Passes on what may pass now. */
  pump(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#weather.held || this.#to.destroyed) return;
    const now = performance.now();
    for (let piece = this.#pieces[0]; piece !== undefined; piece = this.#pieces[0]) {
      if (piece.due > now) {
        this.#timer = setTimeout(() => this.pump(), piece.due - now);
        return;
      }
      this.#pieces.shift();
      if (piece.bytes === null) this.#to.end();
      else this.#pass(piece.bytes);
    }
    this.#resume();
  }

  /** Forgets what has not passed. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#pieces = [];
  }

  #take(bytes: Buffer | null): void {
    this.#newestDue = Math.max(this.#newestDue, performance.now() + this.#weather.delay());
    this.#pieces.push({ bytes, due: this.#newestDue });
    this.#held += bytes?.length ?? 0;
    if (this.#held > MOST_HELD_BYTES) this.#from.pause();
    if (this.#timer === null) this.pump();
  }

  #pass(bytes: Buffer): void {
    this.#held -= bytes.length;
    if (!this.#to.write(bytes)) this.#from.pause();
  }

  #resume(): void {
    if (this.#held <= MOST_HELD_BYTES && !this.#to.writableNeedDrain) this.#from.resume();
  }
}
