import { formatter } from '@lingui/format-po';
import type { Plugin } from 'vite';

/** Makes a module of a file of translations: `messages`, by their ids. */
export const poCatalogues = (): Plugin => ({
  name: 'po-catalogues',
  enforce: 'pre',
  async transform(source, id) {
    if (!id.endsWith('.po')) return null;
    const catalogue = await formatter().parse(source, { locale: null, sourceLocale: 'en', filename: id });
    const messages = Object.entries(catalogue).map(([key, { translation = '' }]) => [key, translation]);
    return { code: `export const messages = ${JSON.stringify(Object.fromEntries(messages))};`, map: null };
  },
});
