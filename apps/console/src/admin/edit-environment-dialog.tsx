import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import type { CatalogueEnvironment } from '../api/schema.js';
import { RevisionDialog } from '../page/revision-dialog.js';
import { seenOf } from '../page/seen-of.js';
import { useServices } from '../page/services.js';
import { EnvironmentFields, environmentLabels } from './environment-fields.js';
import { changeOf, environmentFormOf } from './environment-form.js';
import { EnvironmentPreview } from './environment-preview.js';

interface Props {
  readonly environment: CatalogueEnvironment;
  readonly onClose: () => void;
  readonly onSaved: (name: string) => Promise<void>;
}

export const EditEnvironmentDialog = ({ environment: { environmentId, name }, ...props }: Props): ReactNode => {
  const { api } = useServices();
  const path = { environmentId };
  return (
    <RevisionDialog
      title={t`Edit “${name}”`}
      id={environmentId}
      labels={environmentLabels()}
      note={t`It becomes a new version. Sessions that have an older one keep it; their editors are offered a newer image.`}
      read={() => seenOf(api.GET('/api/v1/environments/{environmentId}', { params: { path } }))}
      formOf={environmentFormOf}
      changeOf={changeOf}
      send={(body, etag) => {
        const params = { path, header: { 'If-Match': etag } };
        return api.PATCH('/api/v1/environments/{environmentId}', { params, body });
      }}
      {...props}
    >
      {({ thing, isChanged, ...fields }) => (
        <>
          <EnvironmentFields {...fields} />
          <EnvironmentPreview form={fields.form} version={thing.version + (isChanged ? 1 : 0)} />
        </>
      )}
    </RevisionDialog>
  );
};
