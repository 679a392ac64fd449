import { type FocusEvent, type RefObject, useRef } from 'react';
import { useLayoutEffect } from './use-layout-effect.js';

interface KeptFocus<Group extends HTMLElement> {
  readonly ref: RefObject<Group | null>;
  readonly tabIndex: -1;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * For a group of buttons that come and go: when the one with the focus goes, the focus is not lost to the page's beginning but
 * goes to the group itself. From there Tab leads to the group's first button, and none is pressed by mistake.
 */
export const useKeptFocus = <Group extends HTMLElement>(): KeptFocus<Group> => {
  const ref = useRef<Group>(null);
  const isHere = useRef(false);
  useLayoutEffect(() => {
    if (!isHere.current || document.activeElement !== document.body) return;
    ref.current?.focus({ preventScroll: true });
  });
  return {
    ref,
    tabIndex: -1,
    onFocus: () => {
      isHere.current = true;
    },
    // React tells of no blur when it takes the button away, and another window does not take the focus from this one
    onBlur: ({ target, relatedTarget }) => {
      const wentAway = relatedTarget !== null || document.activeElement !== target;
      if (wentAway && ref.current?.contains(relatedTarget) !== true) isHere.current = false;
    },
  };
};
