import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const api = process.env['BATON_API'] ?? 'http://127.0.0.1:8800';

/** What is the server's while the page comes from here. */
const API_PATHS = [
  '/agents',
  '/analytics',
  '/articles',
  '/candidates',
  '/canned',
  '/departments',
  '/follow-ups',
  '/handoffs',
  '/identity',
  '/journeys',
  '/operators',
  '/sessions',
  '/stream',
];

export default defineConfig(({ command }) => {
  // A test run that builds the pages hands down NODE_ENV=test, with which React's slower development build would be bundled.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    base: '/console/',
    plugins: [react(), tailwindcss()],
    resolve: { conditions: ['baton-source', ...defaultClientConditions] },
    build: {
      target: 'baseline-widely-available',
      // The server's policy refuses data: scripts and styles, so nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    server: {
      proxy: Object.fromEntries(API_PATHS.map((path) => [path, api])),
    },
  };
});
