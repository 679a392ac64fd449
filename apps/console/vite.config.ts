import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './compressed.js';
import { linguiMacros } from './lingui-macros.js';
import { poCatalogues } from './po-catalogues.js';

export default defineConfig({
  plugins: [linguiMacros(), poCatalogues(), react(), compressed()],
  resolve: { alias: { '#console/i18n': new URL('src/language/i18n.ts', import.meta.url).pathname } },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: {
    proxy: {
      '/api': 'http://127.0.0.1:3000',
      '/oidc': 'http://127.0.0.1:3000',
      '/console.json': 'http://127.0.0.1:3000',
      '/socket.io': { target: 'http://127.0.0.1:3000', ws: true },
    },
  },
});
