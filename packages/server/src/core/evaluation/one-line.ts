/** What is read of an author's text: beyond it no rule looks, and the time they take stays short. */
const LONGEST_READ = 1000;

/** The beginning of a text as one line. */
export function oneLine(text: string): string {
  return text.slice(0, LONGEST_READ).toWellFormed().replace(/\s+/g, ' ').trim();
}

/** Without the marks at its end. */
export function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && '.!?'.includes(line.charAt(end - 1))) end -= 1;
  return line.slice(0, end);
}
