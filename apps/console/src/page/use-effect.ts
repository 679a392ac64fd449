import { type DependencyList, useEffect as reactUseEffect } from 'react';

/**
 * React's, for a callback that returns its clean-up or nothing. What is declared `void` may return something at run time, as
 * `scrollIntoView` does in newer browsers, and React would call that as the clean-up.
 */
export const useEffect: (effect: () => undefined | (() => void), dependencies?: DependencyList) => void =
  reactUseEffect;
