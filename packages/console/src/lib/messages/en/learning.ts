/** What the AI may learn of operators. */
export const learningMessages = {
  learning: {},
};
