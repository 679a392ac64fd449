import type { V1Container, V1SecurityContext, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { RunSpec } from '../../session-runtime.js';
import type { CloneRules } from '../clone/clone-rules.js';
import { asSaid } from './as-said.js';
import { CREDENTIALS_FILE } from './run-credentials-of.js';
import { secretEntries } from './run-secret-of.js';
import { withEphemeralStorage } from './with-ephemeral-storage.js';

export interface CloneSettings extends Omit<CloneRules, 'credentials' | 'authorities'> {
  /** Has Git, and this program; nothing is cloned where absent. */
  readonly image?: string | undefined;
  /** The variables that name the proxy through which Git asks; none where there is no proxy. */
  readonly proxy?: Readonly<Record<string, string>> | undefined;
  /** A ConfigMap of the namespace, whose `ca.crt` clones believe beside the image's authorities; it need not be there. */
  readonly authorities?: string | undefined;
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
const AUTHORITIES_DIRECTORY = '/run/renku-sessions-authorities';

export const CREDENTIALS_VOLUME = 'credentials';

/** What Git needs for the largest repositories that are worth a session; a pod has the greater of this and of the session's own. */
const RESOURCES = { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } };

/** Clones before the session starts; undefined where there is nothing to clone, or nothing that clones. */
export const cloneContainerOf = (
  { run, repositories }: RunSpec,
  { image, outbound, timeoutMs, proxy = {}, secret, security, ephemeralStorage, ...options }: CloneOptions,
): CloneContainer | undefined => {
  if (image === undefined || repositories.length === 0) return undefined;
  const [credentials, authorities] = [credentialsFor(options), authoritiesFor(options)];
  const rules: CloneRules = { outbound, timeoutMs, credentials: credentials.file, authorities: authorities.file };
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
      ...credentials.volumeMounts,
      ...authorities.volumeMounts,
    ],
  };
  const items = [{ key: secretEntries.repositories(run), path: 'repositories.json' }];
  const asked: V1Volume = { name: 'repositories', secret: { secretName: secret, items } };
  return { container, volumes: [asked, ...credentials.volumes, ...authorities.volumes] };
};

/** What it finds in a file, where it is given it. */
interface GivenFile {
  readonly file?: string | undefined;
  readonly volumes: readonly V1Volume[];
  readonly volumeMounts: readonly V1VolumeMount[];
}

function credentialsFor({ credentials }: Pick<CloneOptions, 'credentials'>): GivenFile {
  const file = credentials && `${CREDENTIALS_DIRECTORY}/${CREDENTIALS_FILE}`;
  if (credentials?.secret === undefined) return { file, volumes: [], volumeMounts: [] };
  return {
    file,
    // without items: it is emptied while the pod lives
    volumes: [{ name: CREDENTIALS_VOLUME, secret: { secretName: credentials.secret, defaultMode: 0o440 } }],
    volumeMounts: [{ name: CREDENTIALS_VOLUME, mountPath: CREDENTIALS_DIRECTORY, readOnly: true }],
  };
}

function authoritiesFor({ authorities }: Pick<CloneOptions, 'authorities'>): GivenFile {
  if (authorities === undefined) return { volumes: [], volumeMounts: [] };
  return {
    file: `${AUTHORITIES_DIRECTORY}/ca.crt`,
    // without one a session starts all the same, and says what could not be cloned
    volumes: [{ name: 'authorities', configMap: { name: authorities, optional: true } }],
    volumeMounts: [{ name: 'authorities', mountPath: AUTHORITIES_DIRECTORY, readOnly: true }],
  };
}
