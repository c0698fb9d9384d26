/**
 * What one node does for all of them. While another one leads it follows what happens, so that it can go on at any
 * moment, and begins nothing.
 */
export interface Duty {
  /** This node leads from now on: whatever has become due meanwhile is done at once. */
  lead(): void | Promise<void>;
  /** Another one does it: nothing more is begun. What is being written carries the lease, and may be refused. */
  rest(): void;
}
