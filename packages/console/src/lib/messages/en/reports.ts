/** What is measured. */
export const reportsMessages = {
  reports: {},
};
