/** A tag. */
export interface Tag {
  id: string;
  name: string;
  /** Required by client 0.10.0, ignored by newer ones. */
  creation_utc: string;
}
