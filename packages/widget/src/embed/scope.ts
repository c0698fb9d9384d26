/**
 * What tells conversations apart in the storage of a page: the server, the agent, and the customer where he is known.
 */
export function scopeOf(server: string, agentId: string, subject: string | null): string {
  return `${server}/${agentId}${subject === null ? '' : `/${subject}`}`;
}

/** Under which name the id of a conversation is kept; as in surroundings.ts. */
export function sessionNameOf(scope: string): string {
  return `baton:session:${scope}`;
}
