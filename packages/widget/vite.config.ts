import preact from '@preact/preset-vite';
import { defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';

const api = process.env['BATON_API'] ?? 'http://127.0.0.1:8800';

export default defineConfig({
  base: '/chat/',
  plugins: [preact()],
  resolve: { conditions: ['baton-source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['baton-source', ...defaultServerConditions] } },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
  server: { proxy: { '/agents': api, '/sessions': api, '/handoffs': api } },
});
