/* Bands of match scores. Tuned on the insurance example's conversation table. */

/** From here on a match is acted upon. Below it is a candidate: good enough to ask about, never to run a tool. */
export const SURE = 0.55;
/** Below here nothing was matched. */
export const CANDIDATE = 0.3;
/** Two matches nearer to each other than this are a tie. */
export const TIE = 0.06;
