import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { streamOf } from '../api/stream-of.js';
import { SaveButton } from '../page/save-button.js';
import { useServices } from '../page/services.js';

interface Props {
  readonly projectId: string;
  readonly launchId: string;
  readonly run: number;
}

/** With what a run was made, as a file that other programs of research data read. */
export const SaveRun = ({ projectId, launchId, run }: Props): ReactNode => {
  const { api } = useServices();
  const params = { path: { projectId, launchId, run } };
  return (
    <SaveButton
      words={t`Save with what it was made (RO-Crate)`}
      label={t`Save with what it was made (RO-Crate): run ${run}`}
      className="quiet small"
      fileName="ro-crate-metadata.json"
      read={() =>
        streamOf(api.GET('/api/v1/projects/{projectId}/runs/{launchId}/{run}/ro-crate', { params, parseAs: 'stream' }))
      }
      whileRunning={t`It is being described…`}
    />
  );
};
