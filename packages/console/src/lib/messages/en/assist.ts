/** The panel that helps to answer. */
export const assistMessages = {
  assist: {},
};
