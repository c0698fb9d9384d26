const REFUSAL =
  /^ (?:(?:no|please|sorry|but|and|well|ok|okay|thanks|thank you|really|just) ){0,4}(?:(?:i|we) (?:really |just |actually )?(?:do not|will not|would not|never|no longer) (?:really |actually |even )?(?:want|need|wish|like|care)|do not (?!i |you |we |they )|no (?:need|interest)|not (?:a|an|the|another|interested)|i (?:would |will )?rather not|i (?:would )?prefer not|without ) ?/;

/** Whether a clause says what its writer does not want: it is then no sign that he wants it. */
export function isRefusal(words: readonly string[]): boolean {
  return REFUSAL.test(` ${words.slice(0, 20).join(' ')} `);
}
