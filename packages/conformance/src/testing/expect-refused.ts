import { expect } from 'vitest';

/* What no answer may ever give away. */
const INTERNALS =
  /node_modules|\/work\/|\/home\/|\/packages\/|\.ts:\d|\.js:\d|\bat async\b|SQLITE|SqliteError|TypeError|RangeError|SyntaxError|ZodError|FST_ERR/;
/** A header value that tests send along: it must not come back. */
export const SENT_ALONG = 'sent-along-7f3a';

/** An answer's body as text, checked: a JSON object with a `detail` that says what to mend, and nothing of our insides. */
export function expectClean(text: string): { detail: unknown } {
  expect(text).not.toMatch(INTERNALS);
  expect(text).not.toContain(SENT_ALONG);
  expect(text.length).toBeLessThan(4000);
  const body = JSON.parse(text) as { detail: unknown };
  expect(body.detail).toBeTruthy();
  const { detail } = body;
  if (Array.isArray(detail)) {
    for (const fault of detail) {
      expect(fault).toMatchObject({
        type: expect.any(String),
        loc: expect.any(Array),
        msg: expect.stringMatching(/\w/),
      });
    }
  } else {
    expect(detail).toMatch(/\w{3}/);
  }
  return body;
}
