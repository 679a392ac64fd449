import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ResourceClass } from '../api/schema.js';
import { bytesShown } from '../page/bytes-shown.js';
import { useServices } from '../page/services.js';
import { resourcesInWords } from '../sessions/session-words.js';
import { EditClassDialog } from './edit-class-dialog.js';
import { OfferedRow } from './offered-row.js';
import { placementFormOf } from './placement-form.js';

interface Props {
  readonly resourceClass: ResourceClass;
  /** There is no other. */
  readonly isLast: boolean;
  readonly onDone: (words: string) => Promise<void>;
}

const disksOf = (size: string): string => t`Disks of ${size} at most`;

const nodesOf = (labels: string): string => t`nodes with ${labels}`;
const toleratedTaints = (taints: string): string => t`tolerates ${taints}`;
const priorityOf = (name: string): string => t`priority ${name}`;

const detailsOf = ({ maxDisk, capacity, placement }: ResourceClass): string => {
  const { nodeSelector, tolerations, priorityClassName } = placementFormOf(placement);
  return [
    maxDisk === undefined ? t`No bound on disks` : disksOf(bytesShown(maxDisk)),
    capacity === undefined ? undefined : t`${capacity} at a time`,
    nodeSelector === '' ? undefined : nodesOf(nodeSelector.replaceAll('\n', ', ')),
    tolerations === '' ? undefined : toleratedTaints(tolerations.replaceAll('\n', ', ')),
    priorityClassName === '' ? undefined : priorityOf(priorityClassName),
  ]
    .filter((words) => words !== undefined)
    .join('; ');
};

const archivingClass = (isLast: boolean): ReactNode =>
  isLast ? (
    <Trans>
      What runs in it keeps running, and what is paused is resumed with what it had. From its next launch on, a session
      gets another class. It is the last one: then every session gets what it asks for, without a bound.
    </Trans>
  ) : (
    <Trans>
      What runs in it keeps running, and what is paused is resumed with what it had. From its next launch on, a session
      gets another class. One that needs more than any other class has cannot be launched then, and says so.
    </Trans>
  );

export const ClassRow = ({ resourceClass, isLast, onDone }: Props): ReactNode => {
  const { api } = useServices();
  const { resourceClassId, name } = resourceClass;
  const params = { path: { resourceClassId } };
  return (
    <OfferedRow
      name={name}
      editWord={t`Change`}
      editLabel={t`Change ${name}`}
      edit={(props) => <EditClassDialog resourceClass={resourceClass} {...props} />}
      archive={() => api.DELETE('/api/v1/resource-classes/{resourceClassId}', { params })}
      archiving={archivingClass(isLast)}
      onDone={onDone}
    >
      <strong className="break">{name}</strong>
      <p className="small">{resourcesInWords(resourceClass)}</p>
      <p className="soft small break">{detailsOf(resourceClass)}</p>
    </OfferedRow>
  );
};
