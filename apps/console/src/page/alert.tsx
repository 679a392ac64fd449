import type { ReactNode } from 'react';

export const Alert = ({ children }: { readonly children: ReactNode }): ReactNode =>
  children === undefined || children === '' ? null : (
    <p role="alert" className="alert">
      {children}
    </p>
  );
