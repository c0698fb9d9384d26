import type { ChangeNote } from './change.ts';

export interface BusListener {
  /** Something was told, by this store or another, or by anybody. */
  heard(telling: string): void;
  /** What was told until now may have been missed. */
  connected(): void;
}

/**
 * A quick way to hear of changes. It may lose anything and be down for any time: whoever listens reads the table too.
 * It throws nothing into the process.
 */
export interface ChangeBus extends AsyncDisposable {
  /** Resolves once it listens, or has failed to for the first time; it goes on trying. */
  listen(listener: BusListener): Promise<void>;
  /** Tells the others of what is committed, as soon as it can; while it is down, of nothing. */
  tell(note: ChangeNote): void;
}
