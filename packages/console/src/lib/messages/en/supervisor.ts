/** The live board of a lead, and the conversations of the AI. */
export const supervisorMessages = {
  supervisor: {},
};
