/** When an event of a session was accepted: nanoseconds of the machine's monotonic clock, which processes share. */
export interface Stamp {
  readonly path: string;
  readonly at: number;
}

export class Stamps {
  #stamps: Stamp[] = [];

  add(path: string): void {
    this.#stamps.push({ path, at: Number(process.hrtime.bigint()) });
  }

  take(): Stamp[] {
    const taken = this.#stamps;
    this.#stamps = [];
    return taken;
  }
}
