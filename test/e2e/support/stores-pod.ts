import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RealCluster } from '../../support/real-node/real-cluster.js';
import { serverCertificate } from '../../support/server-certificate.js';
import { until } from '../../support/until.js';

const NAME = 'stores';
const PORTS = [2113, 27_017];
/** A Secret with what the servers have. */
const CERTIFICATE = 'stores-certificate';

/** What passes connections to the pod's address on to its loopback. */
const forwarder = `for (const port of [${PORTS.join()}])
  require('node:net').createServer((client) => {
    const store = require('node:net').connect(port, '127.0.0.1');
    for (const [one, other] of [[client, store], [store, client]])
      one.pipe(other), one.on('error', () => other.destroy()), one.on('close', () => other.destroy());
  }).listen(port, process.env.POD_ADDRESS);`;

/** Without one they would make it, for their own machine. */
const bringCertificate = `require('node:fs').mkdirSync('/data/stores');
require('node:fs').copyFileSync('/certificate/certificate.json', '/data/stores/certificate.json');`;

const restricted = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** The embedded servers, which serve their own machine alone, and beside them what others of the cluster reach them by. */
const podOf = (image: string, issuer: string): object => ({
  metadata: { name: NAME, labels: { app: NAME } },
  spec: {
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    initContainers: [
      {
        name: 'certificate',
        image,
        args: ['-e', bringCertificate],
        securityContext: restricted,
        volumeMounts: [
          { name: 'data', mountPath: '/data' },
          { name: 'certificate', mountPath: '/certificate' },
        ],
      },
    ],
    containers: [
      {
        name: NAME,
        image,
        args: ['dist/programs/stores.js'],
        env: Object.entries({ HOST: '127.0.0.1', DATA_DIR: '/data', OIDC_ISSUER: issuer }).map(([name, value]) => ({
          name,
          value,
        })),
        securityContext: restricted,
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
      {
        name: 'for-others',
        image,
        args: ['-e', forwarder],
        env: [{ name: 'POD_ADDRESS', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
        securityContext: restricted,
      },
    ],
    volumes: [
      { name: 'data', persistentVolumeClaim: { claimName: NAME } },
      { name: 'certificate', secret: { secretName: CERTIFICATE } },
    ],
  },
});

const claim = {
  metadata: { name: NAME },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};
const service = {
  metadata: { name: NAME },
  spec: { selector: { app: NAME }, ports: PORTS.map((port) => ({ name: `port-${port}`, port })) },
};

/** Of what a Secret for the chart holds. */
const addressesIn = ({ eventStore = '', mongodb = '' }: Record<string, string>): Record<string, string> => {
  const [events, documents] = [new URL(eventStore), new URL(mongodb)];
  events.hostname = NAME;
  documents.hostname = NAME;
  events.searchParams.delete('tlsCAFile');
  return { EVENTSTORE_URL: events.href, MONGODB_URL: documents.href };
};

export interface Stores {
  /** What the parts of the product are told of them. */
  readonly addresses: Record<string, string>;
  /** Whom their clients have to trust. */
  readonly authority: string;
}

/** Stores of a cluster for tests, as a pod of their own. */
export const startStoresPod = async (
  { plane, node }: RealCluster,
  { namespace, image, issuer }: { readonly namespace: string; readonly image: string; readonly issuer: string },
): Promise<Stores> => {
  const objects = `/api/v1/namespaces/${namespace}`;
  const certificate = await serverCertificate({ type: 'dns', value: NAME });
  const stringData = { 'certificate.json': JSON.stringify(certificate) };
  await plane.admin.create(`${objects}/secrets`, { metadata: { name: CERTIFICATE }, stringData });
  await plane.admin.create(`${objects}/persistentvolumeclaims`, claim);
  await plane.admin.create(`${objects}/services`, service);
  await plane.admin.create(`${objects}/pods`, podOf(image, issuer));
  const said = await until(
    'the stores say where they are',
    async () => {
      const disk = await node.disks.of(namespace, NAME);
      const file = await readFile(join(disk ?? '', 'stores.json'), 'utf8').catch(() => undefined);
      return file !== undefined && (JSON.parse(file) as Record<string, string>);
    },
    60_000,
  );
  return { addresses: addressesIn(said), authority: certificate.authority };
};
