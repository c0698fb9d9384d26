import { language } from './messages.ts';

/**
 * In which manner dates and numbers are written: that of the console's language, in the variant that the browser asks
 * for where it asks for one (`en-GB`, not `en`).
 */
export const locale: string = navigator.languages.find((tag) => tag.slice(0, 2) === language) ?? language;
