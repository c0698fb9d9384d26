/** Departments, operators, triggers, texts. */
export const settingsMessages = {
  settings: {},
};
