/** Which build this is; the bundler puts it in (vite.config.ts). */
export const VERSION = '@baton-version@';
