import { Trans as LinguiTrans, type TransProps } from '@lingui/react';
import type { ReactNode } from 'react';

/** What people typed may read like an element of a message, such as `<0>`: put in as a node it is shown to the letter. */
const toTheLetter = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('<') ? <>{value}</> : value;

/** What the macro `Trans` becomes, as `#console/trans`. */
export const Trans = ({ values = {}, ...message }: TransProps): ReactNode => {
  const shown = Object.entries(values).map(([name, value]) => [name, toTheLetter(value)] as const);
  return <LinguiTrans {...message} values={Object.fromEntries(shown)} />;
};
