// Builds the page into dist/ui, where the server looks for it. `vite --config ui/vite.config.ts` serves it with the API of a running sipscope behind it.
import { defineConfig } from 'vite';

const server = process.env.SIPSCOPE_SERVER ?? 'http://127.0.0.1:8060';

export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  base: '/',
  build: {
    outDir: '../dist/ui',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // What the first page shares with later ones is one file beside it, not one for each way of sharing: every file is a request.
      output: { codeSplitting: { groups: [{ name: 'shared', test: /./, minShareCount: 2 }] } },
    },
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
});
