import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import preact from '@preact/preset-vite';
import { build, defaultClientConditions, defaultServerConditions, defineConfig } from 'vite';
import type { InlineConfig, Plugin } from 'vite';
import { leanPreact } from './lean-preact.ts';

const api = process.env['BATON_API'] ?? 'http://127.0.0.1:8800';
const root = import.meta.dirname;
const resolve = { conditions: ['baton-source', ...defaultClientConditions] };
/** They keep `color-scheme` as it is; nothing else is used of what is newer than the oldest that is promised (docs/widget.md). */
const CSS_TARGET = ['chrome123', 'firefox124', 'safari17.5'];
/** What `rem` stands for in a page that has set nothing. */
const ROOT_FONT_PX = 16;

export default defineConfig({
  base: '/chat/',
  plugins: [preact(), lean(), versioned(), embedded()],
  resolve,
  ssr: { resolve: { conditions: ['baton-source', ...defaultServerConditions] } },
  build: { target: 'es2022', cssTarget: CSS_TARGET, modulePreload: { polyfill: false } },
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
      const versions = versioned();
      const folder = join(root, 'src/embed/words');
      const languages = existsSync(folder) ? readdirSync(folder) : [];
      // Each by itself: two entries of one build would have files in common, with names that nobody serves.
      await build(scriptConfig(outDir, { 'widget-chat': 'src/embed/chat-part.tsx' }, 'es', versions));
      await build(scriptConfig(outDir, { widget: 'src/embed/main.ts' }, 'iife', versions));
      for (const name of ['accent', 'greeting'])
        await build(scriptConfig(outDir, { [`widget-${name}`]: `src/embed/${name}-part.ts` }, 'es'));
      for (const file of languages)
        await build(
          scriptConfig(outDir, { [`widget-${basename(file, '.ts')}`]: join('src/embed/words', file) }, 'es'),
        );
      const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' });
      for (const name of files.filter((file) => /\.(?:js|css)$/.test(file))) compress(join(outDir, name));
    },
  };
}

function scriptConfig(
  outDir: string,
  entry: Record<string, string>,
  format: 'iife' | 'es',
  versions?: Plugin,
): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [preact(), pixels(), lean(), versions],
    resolve,
    build: {
      target: 'es2022',
      cssTarget: CSS_TARGET,
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: entry,
        optimization: { inlineConst: { mode: 'all', pass: 3 } },
        treeshake: { propertyReadSideEffects: false },
        // What is loaded later takes from the entry what they share.
        preserveEntrySignatures: 'allow-extension',
        output: { format, entryFileNames: '[name].js', chunkFileNames: 'widget-more.js' },
      },
    },
  };
}

/**
 * Tells each part which build it is of. Parts of one build take from each other under addresses that no other build
 * has: names with a hash in the page, a query where the names are fixed. The first build says it for those after it.
 */
function versioned(): Plugin {
  let version = '';
  return {
    name: 'baton-versioned',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const hash = createHash('sha256');
      for (const { code } of chunks) hash.update(code);
      version ||= hash.digest('base64url').slice(0, 10);
      const extras = chunks.find(({ isEntry }) => !isEntry)?.fileName ?? '';
      const query = extras === 'widget-more.js' ? `?v=${version}` : '';
      for (const chunk of chunks) {
        chunk.code = chunk.code
          .replaceAll('@baton-version@', version)
          .replaceAll('@baton-extras@', `./${basename(extras)}${query === '' ? '?' : `${query}&`}again=`)
          .replaceAll(/(\.\/widget-(?:chat|more)\.js)(?=[`'"])/g, `$1${query}`);
      }
    },
  };
}

/** What the bundler and Preact bring along that this package does not need. */
function lean(): Plugin {
  return {
    name: 'baton-lean',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'preact/jsx-runtime' ? join(root, 'src/jsx-runtime.ts') : undefined),
    // Nothing that is imported later has styles of its own to wait for.
    load: (id) =>
      id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : undefined,
    transform: (code, id) => (id.endsWith('/preact/dist/preact.mjs') ? leanPreact(code) : undefined),
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
