/** Control characters other than tab and line break, which come along with what is pasted. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** What was typed or pasted, without what the server takes for damage and nobody can see. */
export function cleanText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(CONTROL, '').toWellFormed().trim();
}
