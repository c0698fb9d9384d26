export interface RequestPlan {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  /** Paths with their queries; each request takes one at random. */
  readonly paths: readonly string[];
  /** JSON text. */
  readonly body?: string;
  /** An API key or a session token. */
  readonly bearer?: string;
}

/** The requests of a plan as bytes, one a path. */
export function prepareRequests({ port, method, paths, body, bearer }: RequestPlan): Buffer[] {
  const headers = [
    `host: 127.0.0.1:${port}`,
    ...(bearer === undefined ? [] : [`authorization: Bearer ${bearer}`]),
    ...(body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
  ];
  return paths.map((path) =>
    Buffer.from(`${method} ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body ?? ''}`),
  );
}

export function oneOf<T>(items: readonly T[]): T {
  const item = items[Math.floor(Math.random() * items.length)];
  if (item === undefined) throw new RangeError('there is nothing to choose from');
  return item;
}
