import { t } from '@lingui/core/macro';
import { type ReactNode, useRef } from 'react';
import { hasGoneOn } from './gone-on.js';
import { useEffect } from './use-effect.js';
import { useLayoutEffect } from './use-layout-effect.js';

interface Props {
  readonly children: string;
  /** What of it is shown, for the title of the browser's tab. */
  readonly part?: string | undefined;
}

/**
 * The page's heading takes the focus when the page changes, so that a screen reader says where one is: at once when it is drawn, or
 * it would be taken from whoever is quick. It is not taken from whoever has gone on while the page was waited for, or is about to undo
 * what led there.
 */
export const PageTitle = ({ children, part }: Props): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = [part, children, t`Renku sessions`].filter((words) => words !== undefined).join(' – ');
  }, [children, part]);
  useLayoutEffect(() => {
    if (hasGoneOn() || document.activeElement?.closest('.toast') != null) return;
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
};
