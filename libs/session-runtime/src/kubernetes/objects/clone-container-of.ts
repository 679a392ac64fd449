import type { V1Container, V1SecurityContext, V1Volume } from '@kubernetes/client-node';
import type { RunSpec } from '../../session-runtime.js';
import type { CloneRules } from '../clone/clone-rules.js';
import { asSaid } from './as-said.js';
import { CREDENTIALS_FILE } from './run-credentials-of.js';
import { secretEntries } from './run-secret-of.js';
import { withEphemeralStorage } from './with-ephemeral-storage.js';

export interface CloneSettings extends Omit<CloneRules, 'credentials'> {
  /** Has Git, and this program; nothing is cloned where absent. */
  readonly image?: string | undefined;
  /** The variables that name the proxy through which Git asks; none where there is no proxy. */
  readonly proxy?: Readonly<Record<string, string>> | undefined;
}

interface CloneContainer {
  readonly container: V1Container;
  readonly volumes: readonly V1Volume[];
}

interface CloneOptions extends CloneSettings {
  readonly secret: string;
  /** The Secret with what it clones with, if there is any; absent where nobody's tokens are kept. */
  readonly credentials?: { readonly secret: string | undefined } | undefined;
  readonly security: V1SecurityContext;
  readonly ephemeralStorage: number | undefined;
}

const DIRECTORY = '/run/renku-sessions';
const CREDENTIALS_DIRECTORY = '/run/renku-sessions-credentials';

export const CREDENTIALS_VOLUME = 'credentials';

/** What Git needs for the largest repositories that are worth a session; a pod has the greater of this and of the session's own. */
const RESOURCES = { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } };

/** Clones before the session starts; undefined where there is nothing to clone, or nothing that clones. */
export const cloneContainerOf = (
  { run, repositories }: RunSpec,
  { image, outbound, timeoutMs, proxy = {}, secret, credentials, security, ephemeralStorage }: CloneOptions,
): CloneContainer | undefined => {
  if (image === undefined || repositories.length === 0) return undefined;
  const file = credentials && `${CREDENTIALS_DIRECTORY}/${CREDENTIALS_FILE}`;
  const rules: CloneRules = { outbound, timeoutMs, credentials: file };
  const given = credentials?.secret;
  const container: V1Container = {
    name: 'clone',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['renku-sessions-clone', `${DIRECTORY}/repositories.json`],
    env: Object.entries({ CLONE_RULES: JSON.stringify(rules), ...proxy }).map(([name, value]) => ({
      name,
      value: asSaid(value),
    })),
    resources: withEphemeralStorage(RESOURCES, ephemeralStorage),
    securityContext: security,
    volumeMounts: [
      { name: 'work', mountPath: '/work' },
      { name: 'repositories', mountPath: DIRECTORY, readOnly: true },
      ...(given === undefined ? [] : [{ name: CREDENTIALS_VOLUME, mountPath: CREDENTIALS_DIRECTORY, readOnly: true }]),
    ],
  };
  const items = [{ key: secretEntries.repositories(run), path: 'repositories.json' }];
  const volumes: V1Volume[] = [{ name: 'repositories', secret: { secretName: secret, items } }];
  // without items: it is emptied while the pod lives
  if (given !== undefined)
    volumes.push({ name: CREDENTIALS_VOLUME, secret: { secretName: given, defaultMode: 0o440 } });
  return { container, volumes };
};
