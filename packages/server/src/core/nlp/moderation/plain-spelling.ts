const LOOKS_LIKE: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};
const DISGUISED = /(?<=[a-z])[013457@$!](?=[a-z@$013457])|(?<![a-z0-9])[013457@$](?=[a-z]{2})/g;
const SPACED = /(?<![a-z])(?:[a-z][ .*_-]){2,20}[a-z](?![a-z])/g;
const STRETCHED = /([a-z])\1{2,}/g;

/** A folded text with the usual disguises taken off: `k1ll`, `f u c k`, `stuuupid`. */
export function plainSpelling(folded: string): string {
  return folded
    .replace(DISGUISED, (letter) => LOOKS_LIKE[letter] ?? letter)
    .replace(SPACED, (spaced) => spaced.replace(/[ .*_-]/g, ''))
    .replace(STRETCHED, '$1');
}
