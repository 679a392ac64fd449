import { type ReactNode, useRef } from 'react';
import { useEffect } from './use-effect.js';

interface Props {
  readonly children: string;
}

/** The page's heading takes the focus when the page changes, so that a screen reader says where one is. */
export const PageTitle = ({ children }: Props): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} – Renku sessions`;
  }, [children]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
};
