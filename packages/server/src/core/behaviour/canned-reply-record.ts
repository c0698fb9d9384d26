/** A text that operators send often. */
export interface CannedReplyRecord {
  readonly id: string;
  /** Microseconds since 1970. */
  readonly createdAt: number;
  readonly shortcut: string;
  readonly title: string;
  readonly text: string;
  /** Null: for all departments. */
  readonly department: string | null;
  /** ISO 639-1; null: any. */
  readonly language: string | null;
}
