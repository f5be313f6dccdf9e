// Bundles the program into dist/program: what `node .` runs. Two files instead of some hundred modules, without what nobody calls,
// start in half the time. `tsc` builds the same sources into dist/ module by module, for tests and benches.
import { defineConfig } from 'vite';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  build: {
    outDir: 'dist/program',
    emptyOutDir: true,
    target: 'node20',
    ssr: true,
    minify: false,
    sourcemap: true,
    rollupOptions: {
      optimization: { inlineConst: true },
      // `cap` is loaded by its name at run time (collector/record/live.ts), so it is never bundled.
      input: {
        main: 'server/main.ts',
        worker: 'collector/thread/worker.ts',
        recorder: 'collector/record/recorder-main.ts',
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        // Constants stay `const`: V8 folds them into hot code, which `var` forbids (measured: a tenth of the time of a report).
        topLevelVar: false,
        // Half of the bytes are comments and blanks, and text beyond ASCII takes twice the memory: V8 reads the rest at every start.
        // Names stay, so that a stack can be read.
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true, asciiOnly: true } },
      },
    },
  },
  ssr: {
    noExternal: [
      // Some hundred small modules of which we use a handful.
      'typebox',
      '@fastify/type-provider-typebox',
      // CommonJS: outside of the bundle, Node parses their sources for exports at every start, which took a third of the start-up.
      'commander',
      'cli-progress',
      'string-width',
      'strip-ansi',
      'ansi-regex',
      'is-fullwidth-code-point',
      'emoji-regex',
      'sdp-transform',
      'saxes',
      'xmlchars',
    ],
  },
  publicDir: false,
});
