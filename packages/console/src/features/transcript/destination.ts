/** Where to lead the reader: to a message or to the newest. A new object leads again. */
export interface Destination {
  to: number | 'end';
}
