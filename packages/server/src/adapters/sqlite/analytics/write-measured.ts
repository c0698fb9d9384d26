import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MeasureRow } from '../../../core/analytics/measure-row.ts';
import type { MeasuredHandoff } from './measured-handoff.ts';

/** Keys of texts that are kept at hand. */
const MOST_TEXTS = 20_000;

/**
 * Writes what handoffs add, inside the writer's open transaction. Texts (ids, reasons, sets of counts, of which there
 * are few) are numbers in the rows: a month's rows are read for every question.
 */
export class MeasuredWriter {
  readonly #texts = new Map<string, number>();
  readonly #exists: StatementSync;
  readonly #takeBack: StatementSync;
  readonly #settle: StatementSync;
  readonly #addText: StatementSync;
  readonly #findText: StatementSync;
  readonly #add: StatementSync;

  constructor(db: DatabaseSync) {
    this.#exists = db.prepare('SELECT 1 FROM handoff WHERE key = ? AND id = ?');
    this.#takeBack = db.prepare('DELETE FROM analytics_row WHERE hour = ? AND handoff_key = ?');
    this.#settle = db.prepare('DELETE FROM analytics_due WHERE handoff_key = ? AND changes = ?');
    this.#addText = db.prepare('INSERT OR IGNORE INTO analytics_text (text) VALUES (?)');
    this.#findText = db.prepare('SELECT key FROM analytics_text WHERE text = ?');
    this.#add = db.prepare('INSERT INTO analytics_row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  }

  write(handoffs: readonly MeasuredHandoff[]): void {
    for (const handoff of handoffs) {
      // It was deleted meanwhile, and its key may be another one's by now.
      if (this.#exists.get(handoff.key, handoff.id) === undefined) continue;
      this.#takeBack.run(handoff.hour, handoff.key);
      for (const [place, row] of handoff.rows.entries()) this.#write(handoff, place, row);
      this.#settle.run(handoff.key, handoff.changes);
    }
  }

  /** After a rollback: what was added did not happen. */
  clear(): void {
    this.#texts.clear();
  }

  #write(handoff: MeasuredHandoff, place: number, row: MeasureRow): void {
    const { hour, key, reason, trigger, agent, disposition } = handoff;
    this.#add.run(
      hour,
      key,
      place,
      this.#text(row.department),
      this.#text(row.operator ?? ''),
      this.#text(reason),
      this.#text(trigger),
      this.#text(agent),
      this.#text(disposition),
      this.#text(JSON.stringify(row.counts)),
      milliseconds(row.acceptance),
      milliseconds(row.firstWord),
      milliseconds(row.handling),
      milliseconds(row.worked),
    );
  }

  #text(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#addText.run(text);
    const { key } = this.#findText.get(text) as { key: number };
    if (this.#texts.size >= MOST_TEXTS) this.#texts.clear();
    this.#texts.set(text, key);
    return key;
  }
}

function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1000);
}
