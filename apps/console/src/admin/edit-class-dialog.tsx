import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import type { ResourceClass } from '../api/schema.js';
import { RevisionDialog } from '../page/revision-dialog.js';
import { seenOf } from '../page/seen-of.js';
import { useServices } from '../page/services.js';
import { ClassFields, classLabels } from './class-fields.js';
import { changedClass, classFormOf, mistakesInClass } from './class-form.js';

interface Props {
  readonly resourceClass: ResourceClass;
  readonly onClose: () => void;
  readonly onSaved: (name: string) => Promise<void>;
}

export const EditClassDialog = ({ resourceClass: { resourceClassId, name }, ...props }: Props): ReactNode => {
  const { api } = useServices();
  const path = { resourceClassId };
  return (
    <RevisionDialog
      title={t`Change “${name}”`}
      id={resourceClassId}
      labels={classLabels()}
      note={t`What runs keeps what it has, and what is paused is resumed with what it had. A session has the new size from its next launch on. One that needs more than any class has cannot be launched then, and says so.`}
      read={() => seenOf(api.GET('/api/v1/resource-classes/{resourceClassId}', { params: { path } }))}
      formOf={classFormOf}
      mistakesIn={(_, form) => mistakesInClass(form)}
      changeOf={changedClass}
      send={(body, etag) => {
        const params = { path, header: { 'If-Match': etag } };
        return api.PATCH('/api/v1/resource-classes/{resourceClassId}', { params, body });
      }}
      {...props}
    >
      {(fields) => <ClassFields {...fields} />}
    </RevisionDialog>
  );
};
