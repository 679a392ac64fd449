import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useServices } from '../page/services.js';
import { mayReadHistory } from '../projects/may-read-history.js';
import { useOpenProject } from '../projects/open-project.js';

/** Who follows a link to a history that they may not read is told who may, and nothing is asked that would be refused. */
export const ForReadersOfHistory = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const services = useServices();
  const { data } = useOpenProject();
  if (mayReadHistory(services, data)) return children;
  return (
    <p className="soft">
      <Trans>Owners of the project and auditors read its history.</Trans>
    </p>
  );
};
