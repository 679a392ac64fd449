import { ESLint } from 'eslint';
import react from 'react';
import { describe, expect, test } from 'vitest';
import { useEffect } from './use-effect.js';
import { useLayoutEffect } from './use-layout-effect.js';

declare const panel: HTMLElement;
declare const clear: () => void;
declare const follow: () => () => void;

/** For the compiler alone: what stops being refused, or is no longer allowed, does not compile. */
export const effects = {
  allowed: [
    () => useEffect(() => follow()),
    () =>
      useLayoutEffect(() => {
        panel.scrollIntoView();
      }),
  ],
  refused: [
    // @ts-expect-error -- it returns what scrollIntoView returns, a promise in newer browsers
    () => useEffect(() => panel.scrollIntoView()),
    // @ts-expect-error -- it may return anything
    () => useEffect(clear),
    // @ts-expect-error -- a promise is no clean-up
    () => useLayoutEffect(() => Promise.resolve()),
  ],
};

describe('effects', () => {
  test('are React’s, but for their type', () => {
    expect([useEffect, useLayoutEffect]).toEqual([react.useEffect, react.useLayoutEffect]);
  });

  test.each(['useEffect', 'useLayoutEffect'])('the linter refuses React’s own %s', async (name) => {
    const linter = new ESLint({
      ruleFilter: ({ ruleId }) => ruleId === 'no-restricted-imports',
      // without types, which this rule does not need: where CI is set they would be those of the file on the disk
      overrideConfig: { languageOptions: { parserOptions: { project: null } } },
    });
    const [result] = await linter.lintText(`import { ${name} } from 'react';`, { filePath: import.meta.filename });
    expect(result?.messages).toMatchObject([{ ruleId: 'no-restricted-imports' }]);
  });
});
