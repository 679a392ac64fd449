import type { V1Container, V1SecurityContext, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { RunSpec } from '../../session-runtime.js';
import type { CloneRules } from '../clone/clone-rules.js';
import { asSaid } from './as-said.js';
import { type Authorities, authoritiesOf } from './authorities-of.js';
import { CREDENTIALS_FILE } from './run-credentials-of.js';
import { secretEntries } from './run-secret-of.js';
import { withEphemeralStorage } from './with-ephemeral-storage.js';

export interface CloneSettings extends Omit<CloneRules, 'credentials' | 'authorities'> {
  /** Has Git, and this program; nothing is cloned where absent. */
  readonly image?: string | undefined;
  /** The variables that name the proxy through which Git asks; none where there is no proxy. */
  readonly proxy?: Readonly<Record<string, string>> | undefined;
  /** A ConfigMap of the namespace: authorities in its `ca.crt` are believed beside those of `image`. It need not be there. */
  readonly authorities?: string | undefined;
}

interface CloneContainer {
  readonly container: V1Container;
  readonly volumes: readonly V1Volume[];
  /** What the session gets of it beside the clones. */
  readonly session: Authorities['session'];
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
export const REPOSITORIES_VOLUME = 'repositories';

/** What Git needs for the largest repositories that are worth a session; a pod has the greater of this and of the session's own. */
const RESOURCES = { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } };

/** Clones before the session starts, and puts authorities together; undefined where there is neither, or nothing that does it. */
export const cloneContainerOf = (spec: RunSpec, options: CloneOptions): CloneContainer | undefined => {
  const { image, outbound, timeoutMs, proxy = {}, security, ephemeralStorage } = options;
  if (image === undefined || (spec.repositories.length === 0 && options.authorities === undefined)) return undefined;
  const [asked, credentials, authorities] = [
    repositoriesIn(spec, options),
    credentialsFor(options),
    authoritiesOf(options.authorities),
  ];
  const rules: CloneRules = { outbound, timeoutMs, credentials: credentials.file, authorities: authorities.files };
  const container: V1Container = {
    name: 'clone',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['renku-sessions-clone', ...(asked.file === undefined ? [] : [asked.file])],
    env: Object.entries({ CLONE_RULES: JSON.stringify(rules), ...proxy }).map(([name, value]) => ({
      name,
      value: asSaid(value),
    })),
    resources: withEphemeralStorage(RESOURCES, ephemeralStorage),
    securityContext: security,
    volumeMounts: [
      { name: 'work', mountPath: '/work' },
      ...[asked, credentials, authorities].flatMap(({ volumeMounts }) => volumeMounts),
    ],
  };
  const volumes = [asked, credentials, authorities].flatMap((given) => given.volumes);
  return { container, volumes, session: authorities.session };
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

function repositoriesIn({ run, repositories }: RunSpec, { secret }: Pick<CloneOptions, 'secret'>): GivenFile {
  if (repositories.length === 0) return { volumes: [], volumeMounts: [] };
  const items = [{ key: secretEntries.repositories(run), path: 'repositories.json' }];
  return {
    file: `${DIRECTORY}/repositories.json`,
    volumes: [{ name: REPOSITORIES_VOLUME, secret: { secretName: secret, items } }],
    volumeMounts: [{ name: REPOSITORIES_VOLUME, mountPath: DIRECTORY, readOnly: true }],
  };
}
