import { Command, type DataOf, type Rejection } from '#libs/event-sourcing';
import { reject } from '../project.rejections.js';
import { refuseDirectory } from '../work-directory.js';
import { inProject } from './in-project.js';

export class ConnectStorage extends Command<{
  readonly projectId: string;
  readonly storageId: string;
  readonly name: string;
  readonly source: string;
  readonly readOnly: boolean;
}> {}

/** What the decision needs to know from outside: the sources that the administrator allows. */
export interface AllowedSources {
  readonly allowedSources: readonly string[];
}

const refuseSource = (source: string, allowed: readonly string[]): Rejection | undefined => {
  if (allowed.includes(source)) return undefined;
  const offered = allowed.length === 0 ? 'No storage is offered here' : `Offered here: ${allowed.join(', ')}`;
  const detail = `"${source}" is not offered. ${offered}; ask your administrator to allow more.`;
  return reject('unknown-storage-source', detail, { errors: [{ pointer: '/source', detail }] });
};

/** Rule 7: "A storage's source names an entry the administrator allows". */
export const connectStorage = inProject<DataOf<ConnectStorage> & AllowedSources>(
  ({ projectId, storageId, name, source, readOnly, allowedSources }, project) => {
    return (
      refuseSource(source, allowedSources) ??
      refuseDirectory(name, project) ?? [
        { type: 'StorageConnected', data: { projectId, storageId, name, source, readOnly } },
      ]
    );
  },
);
