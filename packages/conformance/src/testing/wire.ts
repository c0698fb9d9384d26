/** What a server answered. */
export class Answer {
  readonly status: number;
  readonly reason: string;
  readonly headers: Headers;
  readonly text: string;

  constructor(response: Response, text: string) {
    this.status = response.status;
    this.reason = response.statusText;
    this.headers = response.headers;
    this.text = text;
  }

  /** The body; throws when it is not JSON. */
  json<T = Record<string, unknown>>(): T {
    return JSON.parse(this.text) as T;
  }

  /** `detail` of an error's body. */
  get detail(): unknown {
    return this.json()['detail'];
  }
}

export interface Fault {
  readonly type: string;
  readonly loc: (string | number)[];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: Record<string, unknown>;
}

type HeaderList = Readonly<Record<string, string>>;

/** Plain HTTP, with nothing added or taken away: redirects are not followed, refusals are not thrown. */
export class Wire {
  readonly url: string;
  readonly #headers: HeaderList;

  constructor(url: string, headers: HeaderList = {}) {
    this.url = url;
    this.#headers = headers;
  }

  /** The same server with more headers on every request. */
  with(headers: HeaderList): Wire {
    return new Wire(this.url, { ...this.#headers, ...headers });
  }

  /** The same server with a key or token. */
  as(token: string): Wire {
    return this.with({ authorization: `Bearer ${token}` });
  }

  get(path: string, headers?: HeaderList): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body: unknown, headers?: HeaderList): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  patch(path: string, body: unknown, headers?: HeaderList): Promise<Answer> {
    return this.send('PATCH', path, body, headers);
  }

  delete(path: string, headers?: HeaderList): Promise<Answer> {
    return this.send('DELETE', path, undefined, headers);
  }

  /** `body`: text or bytes go out as they are, anything else as JSON. */
  async send(method: string, path: string, body?: unknown, headers: HeaderList = {}): Promise<Answer> {
    const response = await this.open(method, path, body, headers, AbortSignal.timeout(20_000));
    return new Answer(response, await response.text());
  }

  /** The answer as it begins, its body unread. */
  open(
    method: string,
    path: string,
    body: unknown,
    headers: HeaderList,
    signal: AbortSignal,
  ): Promise<Response> {
    const type: HeaderList = body === undefined ? {} : { 'content-type': 'application/json' };
    return fetch(this.url + path, {
      method,
      headers: { ...type, ...this.#headers, ...headers },
      body: encode(body),
      redirect: 'manual',
      signal,
    });
  }
}

function encode(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}
