import type { ReactNode } from 'react';

interface Props {
  readonly id?: string;
  readonly children: ReactNode;
}

export const Alert = ({ id, children }: Props): ReactNode =>
  children === undefined || children === '' ? null : (
    <p role="alert" id={id} className="alert">
      {children}
    </p>
  );
