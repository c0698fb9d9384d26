/** The query of a request; what is undefined is left out. */
export function searchParams(query: object): URLSearchParams {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) params.set(key, String(value));
  return params;
}

/** A path with its query, or without one where there is nothing to ask. */
export function withQuery(path: string, query: object): string {
  const params = searchParams(query);
  return params.size === 0 ? path : `${path}?${params}`;
}
