import type { CustomerRecord } from '../ports/directory-store.ts';

/** A customer as he was when he was read. */
export class Customer {
  readonly id: string;
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Ids of his tags. */
  readonly tags: readonly string[];

  constructor(record: CustomerRecord) {
    this.id = record.id;
    this.name = record.name;
    this.metadata = record.metadata;
    this.tags = record.tags;
  }

  /** Under which variables keep his value. */
  get valueKey(): string {
    return this.id;
  }
}
