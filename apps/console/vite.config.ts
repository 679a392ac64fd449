import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './compressed.js';
import { linguiMacros } from './lingui-macros.js';
import { poCatalogues } from './po-catalogues.js';

const source = (path: string): string => new URL(`src/${path}`, import.meta.url).pathname;

export default defineConfig({
  plugins: [linguiMacros(), poCatalogues(), react(), compressed()],
  // which the macros of Lingui import: lingui-plugin.js
  resolve: { alias: { '#console/i18n': source('language/i18n.ts'), '#console/trans': source('language/trans.tsx') } },
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // many small files of what some pages share would be asked for one after the other
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'libraries', test: /node_modules/ },
            { name: 'every-page', test: /console\/src\/(api|language|live|page)\// },
            { name: 'sessions', test: /console\/src\/(sessions|images)\// },
            { name: 'history', test: /console\/src\/(history|runs)\// },
          ],
        },
      },
    },
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
