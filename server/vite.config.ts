// Bundles the program into dist/program: what `node .` runs. A few files instead of some hundred modules, without what nobody calls,
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
      // A module of ours does nothing when it is loaded, so one that nothing is used of is left out.
      treeshake: { moduleSideEffects: id => !/\/(?:collector|server)\//.test(id) },
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
    // CommonJS packages of many small files: outside of the bundle Node looks for each of them, and parses their sources for exports, at
    // every start, which took half of it. What is loaded late or never stays outside: nobody should have to parse it.
    noExternal: true,
    external: [
      'cap',
      'opus-decoder',
      '@fastify/swagger',
      // Of Fastify: we bring our own (server/schema-compilers.ts).
      '@fastify/ajv-compiler',
      '@fastify/fast-json-stringify-compiler',
      // Of tests.
      'light-my-request',
    ],
  },
  publicDir: false,
});
