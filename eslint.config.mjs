import lingui from 'eslint-plugin-lingui';
import tseslint from 'typescript-eslint';

/** Files that decide or derive: no clock, random, timers or I/O (design: "The domain is pure"). */
const pure = [
  'libs/{environments,projects,sessions,launches}/src/*.events.ts',
  'libs/{environments,projects,sessions,launches}/src/{environments,project,sessions,launch}.ts',
  'libs/{environments,projects,sessions,launches}/src/write/*.ts',
  'libs/*/src/read/*.projection.ts',
];

export default tseslint.config(
  {
    ignores: [
      ...[
        'dist/',
        'data/',
        '.cache/',
        '**/*.cjs',
        '**/*.mjs',
        'bin/',
        'apps/console/*.{ts,js}',
        'apps/console/public/',
      ],
      // made from the OpenAPI document
      'apps/console/src/api/schema.ts',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.lint.json', './apps/console/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 8],
      'max-depth': ['error', 3],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      // a fifth of the time of all rules, and there is no enum here
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // Nest types its options as classes
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    files: ['apps/console/src/**'],
    ignores: ['apps/console/src/page/use-{,layout-}effect.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: 'react',
          importNames: ['useEffect', 'useLayoutEffect', 'useInsertionEffect'],
          message:
            'An effect may return what it should not: use those of apps/console/src/page, whose type forbids it.',
        },
      ],
    },
  },
  {
    files: ['apps/console/src/**'],
    ignores: ['**/*.spec.ts', '**/*.int-spec.ts', 'apps/console/src/api/**'],
    plugins: { lingui },
    rules: {
      'lingui/no-expression-in-message': 'error',
      'lingui/no-single-variables-to-translate': 'error',
      'lingui/no-trans-inside-trans': 'error',
      'lingui/t-call-in-function': 'error',
      'lingui/no-unlocalized-strings': [
        'error',
        {
          useTsTypes: true,
          // a name of something, of which nobody reads the letters; and what has no letter
          ignore: [String.raw`^(?![A-Z])\S+$`, '^[^a-z]*$', '^[KMGT]i?B$', '^([A-Z][a-z]+){2,}$'],
          ignoreNames: ['className', 'rel', 'queryKey', 'displayName'],
          ignoreFunctions: [
            'Error',
            '*Error',
            '*.querySelector',
            '*.querySelectorAll',
            '*.GET',
            '*.POST',
            '*.PUT',
            '*.PATCH',
            '*.DELETE',
            'keyOf',
          ],
        },
      ],
    },
  },
  {
    files: pure,
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'fetch',
        'crypto',
        'Buffer',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The domain has no clock.' },
      ],
    },
  },
  {
    // the bundler takes it that they do nothing (tools/bundle-programs.mjs)
    files: ['libs/**/src/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Program > :not(ExportAllDeclaration, ExportNamedDeclaration[source])',
          message: 'A barrel names what its library offers, and does nothing.',
        },
      ],
    },
  },
  {
    files: ['**/*.{spec,int-spec,e2e-spec}.ts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
);
