import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useServices } from '../page/services.js';
import { TypeNameDialog } from '../page/type-name-dialog.js';

export const EraseMeDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { me, eraseMe } = useServices();
  const { displayName } = me;
  return (
    <TypeNameDialog
      title={t`Erase yourself?`}
      name={displayName}
      whose={t`your name`}
      label={t`Type your name, ${displayName}`}
      submit={t`Erase me for good`}
      onConfirm={eraseMe}
      onClose={onClose}
    >
      <h3>
        <Trans>What goes</Trans>
      </h3>
      <ul>
        <li>
          <Trans>your name and address, your tokens and connections, your notifications</Trans>
        </li>
        <li>
          <Trans>everything that you run, and the files of all your sessions</Trans>
        </li>
        <li>
          <Trans>
            your memberships: a project that you alone own goes to another member, and without one it is deleted
          </Trans>
        </li>
      </ul>
      <h3>
        <Trans>What stays</Trans>
      </h3>
      <ul>
        <li>
          <Trans>what you did in the history of projects, as done by “an erased person”</Trans>
        </li>
        <li>
          <Trans>what others own, and exports that were made before</Trans>
        </li>
      </ul>
    </TypeNameDialog>
  );
};
