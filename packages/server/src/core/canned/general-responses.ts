const PARTS = /^(?:guideline|journey|journey_node):/;

/** Without those whose tags name nothing but guidelines and journeys: they are for turns in which these apply. */
export function generalResponses<T extends { readonly tags: readonly string[] }>(
  responses: readonly T[],
): T[] {
  return responses.filter(({ tags }) => tags.length === 0 || !tags.every((tag) => PARTS.test(tag)));
}
