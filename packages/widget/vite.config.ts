import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import preact from '@preact/preset-vite';
import { build, defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';
import type { InlineConfig, Plugin } from 'vite';

const api = process.env['BATON_API'] ?? 'http://127.0.0.1:8800';
const root = import.meta.dirname;
const resolve = { conditions: ['baton-source', ...defaultClientConditions] };
/** What `rem` stands for in a page that has set nothing. */
const ROOT_FONT_PX = 16;

export default defineConfig({
  base: '/chat/',
  plugins: [preact(), embedded()],
  resolve,
  ssr: { resolve: { conditions: ['baton-source', ...defaultServerConditions] } },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
  server: { proxy: { '/agents': api, '/sessions': api, '/handoffs': api } },
});

/** Builds, beside the page, the one script that other pages embed, and what it loads. */
function embedded(): Plugin {
  let outDir = '';
  return {
    name: 'baton-embedded',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
      if (config.build.outDir.startsWith('/')) ({ outDir } = config.build);
    },
    async closeBundle() {
      await build(scriptConfig(outDir, { widget: 'src/embed/main.ts' }, 'iife'));
      const folder = join(root, 'src/embed/words');
      const languages = existsSync(folder) ? readdirSync(folder) : [];
      // Each by itself: two entries of one build would have files in common, with names that nobody serves.
      await build(scriptConfig(outDir, { 'widget-chat': 'src/embed/chat-part.tsx' }, 'es'));
      for (const file of languages)
        await build(
          scriptConfig(outDir, { [`widget-${basename(file, '.ts')}`]: join('src/embed/words', file) }, 'es'),
        );
      const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' });
      for (const name of files.filter((file) => /\.(?:js|css)$/.test(file))) compress(join(outDir, name));
    },
  };
}

function scriptConfig(outDir: string, entry: Record<string, string>, format: 'iife' | 'es'): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [preact(), pixels()],
    resolve,
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: entry,
        // What is loaded later takes from the entry what they share.
        preserveEntrySignatures: 'allow-extension',
        output: { format, entryFileNames: '[name].js', chunkFileNames: 'widget-more.js' },
      },
    },
  };
}

/** A page may set any size for its root's font, which the chat must not grow or shrink with. */
function pixels(): Plugin {
  return {
    name: 'baton-pixels',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0]?.endsWith('.css')) return undefined;
      return code.replace(
        /(\d*\.?\d+)rem\b/g,
        (_match, size: string) => `${Math.round(Number(size) * ROOT_FONT_PX * 1000) / 1000}px`,
      );
    },
  };
}

/** The server sends these to whoever takes them. Prints what goes over the wire. */
function compress(path: string): void {
  const script = readFileSync(path);
  const zipped = gzipSync(script, { level: 9 });
  writeFileSync(`${path}.gz`, zipped);
  writeFileSync(`${path}.br`, brotliCompressSync(script));
  process.stdout.write(`${path.split('/').at(-1)}: ${script.length} bytes, ${zipped.length} gzipped\n`);
}
