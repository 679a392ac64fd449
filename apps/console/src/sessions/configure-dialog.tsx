import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import type { Session } from '../api/schema.js';
import { RevisionDialog } from '../page/revision-dialog.js';
import { seenOf } from '../page/seen-of.js';
import { useServices } from '../page/services.js';
import { useOpenProject } from '../projects/open-project.js';
import { ConfigurationFields, labels } from './configuration-fields.js';
import { changeOf, formOf, mistakesIn } from './session-form.js';

interface Props {
  readonly session: Session;
  readonly onClose: () => void;
}

export const ConfigureDialog = ({ session: { sessionId, name }, onClose }: Props): ReactNode => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  const path = { projectId, sessionId };
  return (
    <RevisionDialog
      title={t`Configure “${name}”`}
      id={sessionId}
      labels={labels()}
      note={t`It applies from the next launch. What runs now stays as it is.`}
      read={() => seenOf(api.GET('/api/v1/projects/{projectId}/sessions/{sessionId}', { params: { path } }))}
      formOf={formOf}
      mistakesIn={mistakesIn}
      changeOf={changeOf}
      send={(body, etag) => {
        const params = { path, header: { 'If-Match': etag } };
        return api.PATCH('/api/v1/projects/{projectId}/sessions/{sessionId}', { params, body });
      }}
      onSaved={() => refresh(['sessions', 'launches'])}
      onClose={onClose}
    >
      {(fields) => <ConfigurationFields {...fields} />}
    </RevisionDialog>
  );
};
