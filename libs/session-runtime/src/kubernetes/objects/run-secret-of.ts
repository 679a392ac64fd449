import type { V1Secret } from '@kubernetes/client-node';
import type { RunSpec } from '../../session-runtime.js';
import { metadataKeys as keys } from './metadata-keys.js';
import { runLabels } from './run-labels.js';

/** Each run has entries of its own: of two runs that are made at once, none takes the other's away. */
export const secretEntries = {
  token: (run: number): string => `token-${run}`,
  repositories: (run: number): string => `repositories-${run}`,
} as const;

/** Two runs ago nothing lives any more. */
const FORGOTTEN = 2;

type Entries = Readonly<Record<string, string | null>>;

const newEntries = ({ run, repositories }: RunSpec, token: string): Record<string, string> => ({
  [secretEntries.token(run)]: token,
  ...(repositories.length === 0 ? {} : { [secretEntries.repositories(run)]: JSON.stringify(repositories) }),
});

/** For a Secret that is there. */
export const runSecretPatch = (spec: RunSpec, token: string): { stringData: Entries; data: Entries } => {
  const forgotten = spec.run - FORGOTTEN;
  const data = { [secretEntries.token(forgotten)]: null, [secretEntries.repositories(forgotten)]: null };
  return { stringData: newEntries(spec, token), data };
};

interface ClaimedDisk {
  readonly name: string;
  readonly uid: string;
  /** As it is noted there; undefined where an earlier version made it. */
  readonly madeForRun: string | undefined;
}

/** Goes with its disk: the cluster's garbage collector sees to that where we are killed in between. */
export const runSecretOf = (
  spec: RunSpec,
  {
    name,
    token,
    disk: { madeForRun, ...disk },
  }: { readonly name: string; readonly token: string; readonly disk: ClaimedDisk },
): V1Secret => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    name,
    labels: runLabels(spec),
    annotations: { [keys.epoch]: String(spec.epoch), ...(madeForRun && { [keys.madeForRun]: madeForRun }) },
    ownerReferences: [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...disk }],
  },
  stringData: newEntries(spec, token),
});
