import { formatter } from '@lingui/format-po';

/** For `npm run messages`: all words of the console, and what they are in other languages. */
export default {
  sourceLocale: 'en',
  locales: ['en', 'de'],
  catalogs: [
    {
      path: `${process.env.CONSOLE_LOCALES ?? '<rootDir>/locales'}/{locale}`,
      include: ['<rootDir>/src'],
      exclude: ['**/*.spec.ts', '**/*.int-spec.ts', '<rootDir>/src/language/trans.tsx'],
    },
  ],
  format: formatter({ lineNumbers: false }),
  orderBy: 'origin',
};
