import { type DependencyList, useLayoutEffect as reactUseLayoutEffect } from 'react';

/** React's, for a callback that returns its clean-up or nothing: see `useEffect`. */
export const useLayoutEffect: (effect: () => undefined | (() => void), dependencies?: DependencyList) => void =
  reactUseLayoutEffect;
