import type { ReactNode } from 'react';

export const Logo = ({ size = 28 }: { readonly size?: number }): ReactNode => (
  <svg className="logo" viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
    <rect width="32" height="32" rx="8" className="logo-ground" />
    <path d="M9 10l6 6-6 6" className="logo-prompt" />
    <path d="M17 22h7" className="logo-cursor" />
  </svg>
);
