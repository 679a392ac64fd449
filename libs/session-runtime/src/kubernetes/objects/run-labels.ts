import type { RunSpec } from '../../session-runtime.js';
import { metadataKeys as keys } from './metadata-keys.js';

/** Of all that is made for a run. */
export const runLabels = ({ launchId, diskId, labels }: RunSpec): Record<string, string> => ({
  [keys.managedBy]: keys.manager,
  [keys.installation]: labels.installation,
  [keys.launch]: launchId,
  [keys.disk]: diskId,
  [keys.project]: labels.projectId,
  [keys.session]: labels.sessionId,
  [keys.user]: labels.userId,
});
