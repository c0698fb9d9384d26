const READ_CHARACTERS = 4000;
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}(?![\w-])/g;
const PHONE = /(?<![\w+-])\+?\(?\d[\d\s()./-]{5,20}\d(?![\w-])/g;
const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;

export function findEmails(text: string): readonly string[] {
  return [...text.slice(0, READ_CHARACTERS).matchAll(EMAIL)].map((match) => match[0]);
}

/** Phone numbers as `+` and digits, or digits alone when no country was given. */
export function findPhones(text: string): readonly string[] {
  return [...text.slice(0, READ_CHARACTERS).matchAll(PHONE)].flatMap((match) => {
    const digits = match[0].replace(/\D/g, '');
    if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return [];
    if (/^\d{4}-\d{2}-\d{2}$/.test(match[0])) return [];
    return [match[0].startsWith('+') ? `+${digits}` : digits];
  });
}
