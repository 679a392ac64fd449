import { transform } from '@swc/core';
import type { Plugin } from 'vite';
import { linguiPlugin } from './lingui-plugin.js';

/** Turns what the sources have in words (`t`, `plural`, `Trans`) into messages of the catalogue; JSX stays for the next plugin. */
export const linguiMacros = (): Plugin => ({
  name: 'lingui-macros',
  enforce: 'pre',
  async transform(source, id) {
    if (!/from '@lingui\/(core|react)\/macro'/.test(source)) return null;
    const { code, map } = await transform(source, {
      filename: id,
      swcrc: false,
      configFile: false,
      sourceMaps: true,
      jsc: {
        target: 'esnext',
        parser: { syntax: 'typescript', tsx: id.endsWith('.tsx') },
        transform: { react: { runtime: 'preserve' } },
        experimental: { plugins: [linguiPlugin], cacheRoot: 'node_modules/.cache/swc' },
      },
    });
    return { code, map: map ?? null };
  },
});
