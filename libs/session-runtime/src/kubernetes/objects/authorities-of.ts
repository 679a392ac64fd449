import type { V1EnvVar, V1Volume, V1VolumeMount } from '@kubernetes/client-node';
import type { CloneRules } from '../clone/clone-rules.js';

const OWN_DIRECTORY = '/run/renku-sessions-authorities';
const BUNDLE_DIRECTORY = '/run/renku-sessions-ca';
const BUNDLE = `${BUNDLE_DIRECTORY}/ca-bundle.crt`;

/** A ConfigMap has 1 MiB at most, and the public authorities a quarter of that. */
const BUNDLE_LIMIT = '4Mi';

/** By which Git, OpenSSL (and Python, Go and Julia with it), Python's requests and pip, curl (and R with it), and Node find it. */
const VARIABLES = ['GIT_SSL_CAINFO', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'];

export interface Authorities {
  readonly files?: CloneRules['authorities'];
  readonly volumes: readonly V1Volume[];
  /** Of the clone container, which puts them together. */
  readonly volumeMounts: readonly V1VolumeMount[];
  readonly session: { readonly env: readonly V1EnvVar[]; readonly volumeMounts: readonly V1VolumeMount[] };
}

/** What a pod needs so that what runs in it believes the authorities in `ca.crt` of a ConfigMap beside the public ones. */
export const authoritiesOf = (configMap: string | undefined): Authorities => {
  if (configMap === undefined) return { volumes: [], volumeMounts: [], session: { env: [], volumeMounts: [] } };
  const own = { name: 'authorities', mountPath: OWN_DIRECTORY, readOnly: true };
  const bundle = { name: 'ca-bundle', mountPath: BUNDLE_DIRECTORY };
  return {
    files: { own: `${OWN_DIRECTORY}/ca.crt`, bundle: BUNDLE },
    volumes: [
      // without one a session starts all the same, and believes the public ones
      { name: own.name, configMap: { name: configMap, optional: true } },
      { name: bundle.name, emptyDir: { sizeLimit: BUNDLE_LIMIT } },
    ],
    volumeMounts: [own, bundle],
    session: {
      env: VARIABLES.map((name) => ({ name, value: BUNDLE })),
      volumeMounts: [{ ...bundle, readOnly: true }],
    },
  };
};
