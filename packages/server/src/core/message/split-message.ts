/** Shorter answers stay one message, whatever blank lines they have. */
const LONG = 240;
const MOST_PARTS = 6;

/**
 * The messages that a long answer is sent as: cut at blank lines, never inside a fenced block, and never between a
 * line that ends in a colon and what it announces. What is more than six messages stays in the last.
 */
export function splitMessage(text: string): readonly string[] {
  const whole = text.trim();
  if (whole.length <= LONG || !/\n[^\S\n]*\n/.test(whole)) return whole === '' ? [] : [text];
  const parts: string[] = [];
  let part: string[] = [];
  let fenced = false;
  const end = (): void => {
    const said = part.join('\n').trim();
    if (said !== '') parts.push(said);
    part = [];
  };
  for (const line of whole.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    const announces =
      part
        .findLast((each) => each.trim() !== '')
        ?.trimEnd()
        .endsWith(':') === true;
    if (line.trim() === '' && !fenced && !announces && parts.length < MOST_PARTS - 1) end();
    else part.push(line);
  }
  end();
  return parts;
}
