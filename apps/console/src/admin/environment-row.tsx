import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { CatalogueEnvironment } from '../api/schema.js';
import { useServices } from '../page/services.js';
import { EnvironmentOffer } from '../sessions/environment-offer.js';
import { EditEnvironmentDialog } from './edit-environment-dialog.js';
import { archivingWords, useWords } from './environment-words.js';
import { OfferedRow } from './offered-row.js';

interface Props {
  readonly environment: CatalogueEnvironment;
  /** That have it; undefined: not known yet. */
  readonly sessions: number | undefined;
  readonly onDone: (words: string) => Promise<void>;
}

export const EnvironmentRow = ({ environment, sessions, onDone }: Props): ReactNode => {
  const { api } = useServices();
  const { environmentId, name, archived } = environment;
  const params = { path: { environmentId } };
  return (
    <OfferedRow
      name={name}
      isArchived={archived}
      editWord={t`Edit`}
      editLabel={t`Edit ${name}`}
      edit={(props) => <EditEnvironmentDialog environment={environment} {...props} />}
      archive={() => api.DELETE('/api/v1/environments/{environmentId}', { params })}
      archiving={archivingWords(sessions)}
      onDone={onDone}
    >
      <EnvironmentOffer environment={environment} />
      <p className="small">
        {archived && (
          <span className="tag">
            <Trans>archived</Trans>
          </span>
        )}{' '}
        {useWords(sessions)}
      </p>
    </OfferedRow>
  );
};
