const LONGEST_TEXT = 10_000;
const ID = /^[^\s/?#]{1,200}$/;

/** Throws a TypeError for a text that says nothing or too much, in characters. */
export function requireText(field: string, value: string, longest: number = LONGEST_TEXT): void {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new TypeError(`The ${field} must not be empty`);
  }
  if (value.length > longest) {
    throw new TypeError(`The ${field} is longer than ${longest} characters: “${value.slice(0, 40)}…”`);
  }
}

/** Throws a TypeError for an id that could not stand in a URL's path. */
export function requireId(id: string): void {
  if (!ID.test(id)) {
    throw new TypeError(
      `An id has 1 to 200 characters and no blank, “/”, “?” or “#”, not ${JSON.stringify(id)}`,
    );
  }
}
