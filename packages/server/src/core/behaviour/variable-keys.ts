/** The keys under which a value for this customer is looked up, the nearest first. */
export function variableKeys(
  agentId: string,
  customer: { readonly id: string; readonly tags: readonly string[] },
): readonly string[] {
  return [customer.id, ...customer.tags.map((tag) => `tag:${tag}`), `agent:${agentId}`, 'default'];
}
