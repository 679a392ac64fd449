import type { V1Container, V1SecurityContext, V1Volume } from '@kubernetes/client-node';
import type { RunSpec } from '../../session-runtime.js';
import type { CloneRules } from '../clone/clone-rules.js';
import { secretEntries } from './run-secret-of.js';
import { withEphemeralStorage } from './with-ephemeral-storage.js';

export interface CloneSettings extends CloneRules {
  /** Has Git, and this program; nothing is cloned where absent. */
  readonly image?: string | undefined;
}

interface CloneContainer {
  readonly container: V1Container;
  readonly volumes: readonly V1Volume[];
}

interface CloneOptions extends CloneSettings {
  readonly secret: string;
  readonly security: V1SecurityContext;
  readonly ephemeralStorage: number | undefined;
}

const DIRECTORY = '/run/renku-sessions';
/** What Git needs for the largest repositories that are worth a session; a pod has the greater of this and of the session's own. */
const RESOURCES = { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } };

/** Clones before the session starts; undefined where there is nothing to clone, or nothing that clones. */
export const cloneContainerOf = (
  { run, repositories }: RunSpec,
  { image, outbound, timeoutMs, secret, security, ephemeralStorage }: CloneOptions,
): CloneContainer | undefined => {
  if (image === undefined || repositories.length === 0) return undefined;
  const rules: CloneRules = { outbound, timeoutMs };
  const container: V1Container = {
    name: 'clone',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['renku-sessions-clone', `${DIRECTORY}/repositories.json`],
    env: [{ name: 'CLONE_RULES', value: JSON.stringify(rules) }],
    resources: withEphemeralStorage(RESOURCES, ephemeralStorage),
    securityContext: security,
    volumeMounts: [
      { name: 'work', mountPath: '/work' },
      { name: 'repositories', mountPath: DIRECTORY, readOnly: true },
    ],
  };
  const items = [{ key: secretEntries.repositories(run), path: 'repositories.json' }];
  return { container, volumes: [{ name: 'repositories', secret: { secretName: secret, items } }] };
};
