import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { goTo } from './use-address.js';

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string; readonly children: ReactNode };

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A real link: it opens in a new tab and is copied as any other; a plain click stays in this page. */
export const Link = ({ href, children, ...rest }: Props): ReactNode => (
  <a
    href={href}
    {...rest}
    onClick={(event) => {
      if (!isPlain(event)) return;
      event.preventDefault();
      goTo(href);
    }}
  >
    {children}
  </a>
);
