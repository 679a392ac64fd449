import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Certificates } from './certificates.js';

export interface PlanePorts {
  readonly server: number;
  readonly store: number;
  readonly peers: number;
  readonly kubelet: number;
}

/** Of services; its first address is that of the API server, for pods. */
export const SERVICES = '10.0.0.0/16';

/** How each program of the plane is started. `address`: where pods reach the API server; else they do not. */
export const controlPlaneFlags = (
  directory: string,
  certificates: Certificates,
  ports: PlanePorts,
  address?: string,
) => {
  const store = `http://127.0.0.1:${ports.store}`;
  return {
    etcd: etcd(directory, store, `http://127.0.0.1:${ports.peers}`),
    apiServer: {
      ...apiServer(directory, certificates, store, ports.server),
      ...(address === undefined ? onLoopback : onAddress(address)),
    },
    controllers: {
      ...kubeconfigs(directory, 'controllers'),
      'service-account-private-key-file': certificates.accountKey,
      'root-ca-file': certificates.authority,
      // Without it quotas and garbage collection look healthy and do nothing.
      'use-service-account-credentials': 'true',
      'leader-elect': 'false',
      'secure-port': '0',
      'node-monitor-period': '2s',
      'kube-api-qps': '500',
      'kube-api-burst': '1000',
    },
    scheduler: {
      ...kubeconfigs(directory, 'scheduler'),
      'leader-elect': 'false',
      'secure-port': '0',
      'kube-api-qps': '500',
      'kube-api-burst': '1000',
    },
    kwok: kwok(directory, certificates, ports.kubelet),
  };
};

const etcd = (directory: string, store: string, peers: string) => ({
  'data-dir': join(directory, 'etcd'),
  'listen-client-urls': store,
  'advertise-client-urls': store,
  'listen-peer-urls': peers,
  'initial-advertise-peer-urls': peers,
  'initial-cluster': `default=${peers}`,
  'unsafe-no-fsync': 'true',
  'log-level': 'warn',
});

const apiServer = (directory: string, certificates: Certificates, store: string, port: number) => ({
  'etcd-servers': store,
  'secure-port': String(port),
  'tls-cert-file': certificates.certificate,
  'tls-private-key-file': certificates.key,
  'token-auth-file': join(directory, 'tokens.csv'),
  'authorization-mode': 'Node,RBAC',
  'anonymous-auth': 'false',
  'service-cluster-ip-range': SERVICES,
  'service-account-issuer': 'https://kubernetes.default.svc',
  'service-account-key-file': certificates.accountKey,
  'service-account-signing-key-file': certificates.accountKey,
  'kubelet-client-certificate': certificates.certificate,
  'kubelet-client-key': certificates.key,
  'kubelet-preferred-address-types': 'InternalIP',
  'allow-privileged': 'true',
});

const onLoopback = {
  'bind-address': '127.0.0.1',
  'advertise-address': '127.0.0.1',
  'endpoint-reconciler-type': 'none',
};

/** Of all addresses, in a network that is the tests' own (test/real-node/run.sh). */
const onAddress = (address: string) => ({ 'bind-address': '0.0.0.0', 'advertise-address': address });

const kubeconfigs = (directory: string, user: string) => {
  const path = join(directory, `${user}.kubeconfig`);
  return { kubeconfig: path, 'authentication-kubeconfig': path, 'authorization-kubeconfig': path };
};

/** Every pod has an address of this machine's loopback network: a listener there answers as the pod. */
const kwok = (directory: string, certificates: Certificates, port: number) => ({
  kubeconfig: join(directory, 'admin.kubeconfig'),
  config: join(directory, 'kwok.yaml'),
  'manage-all-nodes': 'false',
  'manage-nodes-with-annotation-selector': 'kwok.x-k8s.io/node=fake',
  // Planes that run beside each other share no address.
  cidr: `127.${randomInt(16, 250)}.0.0/16`,
  'node-ip': '127.0.0.1',
  // Where it was killed, the next one takes the nodes when this is over.
  'node-lease-duration-seconds': '10',
  'server-address': `127.0.0.1:${port}`,
  'node-port': String(port),
  'tls-cert-file': certificates.certificate,
  'tls-private-key-file': certificates.key,
});
