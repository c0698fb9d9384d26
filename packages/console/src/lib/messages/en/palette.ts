/** The way to every page and act, by name. */
export const paletteMessages = {
  palette: {},
};
