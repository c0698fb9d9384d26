/** A customer. The reserved id `guest` stands for everybody who has not said who he is. */
export interface Customer {
  id: string;
  creation_utc: string;
  name: string;
  metadata: Record<string, string>;
  tags: string[];
  /** Copy of `metadata`, required by client 0.10.0, ignored by newer ones. */
  extra: Record<string, string>;
}
