import type { SessionStore } from '../../ports/session-store.ts';
import { customerSays } from '../make.ts';

export const LONG: string = 'x'.repeat(20_000);
const MOST_WRITES = 2000;

/** The only one who writes to session `s`: what it was told of each of its texts. */
export class SoleWriter {
  readonly acknowledged: string[] = [];
  readonly refused: string[] = [];
  errors: Error[] = [];
  readonly #sessions: SessionStore;

  constructor(sessions: SessionStore) {
    this.#sessions = sessions;
  }

  async write(text: string): Promise<boolean> {
    try {
      await this.#sessions.commit({ sessionId: 's', events: [customerSays(text)] });
      this.acknowledged.push(text);
      return true;
    } catch (error) {
      this.refused.push(text);
      this.errors.push(error as Error);
      return false;
    }
  }

  /** Several at a time, until one is refused. */
  async untilRefused(name: string): Promise<void> {
    for (let number = 0; number < MOST_WRITES; number += 4) {
      const texts = [0, 1, 2, 3].map((more) => `${name} ${number + more} ${LONG}`);
      const done = await Promise.all(texts.map((text) => this.write(text)));
      if (done.includes(false)) return;
    }
    throw new Error('the disk is larger than this test fills');
  }
}

/** The texts of session `s`, in order. Throws where an offset is missing. */
export async function storedTexts(sessions: SessionStore): Promise<string[]> {
  const log = await sessions.listEvents({ sessionId: 's', minOffset: 0, limit: 100_000 });
  const gap = log.findIndex(({ offset }, index) => offset !== index);
  if (gap !== -1) throw new Error(`offset ${gap} is missing`);
  return log.map(({ data }) => (JSON.parse(data) as { message: string }).message);
}
