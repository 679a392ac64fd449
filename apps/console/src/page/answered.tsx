import type { ReactNode } from 'react';
import { type Asked, Failed } from './failed.js';
import { Waiting } from './waiting.js';

interface Props<Data> {
  readonly query: Asked & { readonly data: Data | undefined };
  /** What is shown once there is an answer, and goes on to be shown while a newer one cannot be read. */
  readonly children: (data: Data) => ReactNode;
}

/** What was asked of the API: that it is waited for, why it cannot be read, or what is made of the answer. */
export const Answered = <Data,>({ query, children }: Props<Data>): ReactNode => (
  <>
    <Failed of={[query]} />
    {query.data === undefined
      ? query.error === null && query.failureReason === null && <Waiting />
      : children(query.data)}
  </>
);
