import { join } from 'node:path';
import { NODE_ADDRESS } from './node-address.js';

/** Below which services have their names. */
export const CLUSTER_DOMAIN = 'cluster.local';

export interface KubeletPlaces {
  readonly directory: string;
  /** Of what pods say. */
  readonly logs: string;
  readonly socket: string;
  readonly cgroup: string;
  /** Who may talk to it has a certificate of this one. */
  readonly authority: string;
  /** How much memory it keeps free: when there is less, it evicts. */
  readonly memoryKeptFree?: string | undefined;
  /** Pods ask for names there; else where this machine does. */
  readonly nameServer?: string | undefined;
}

/** A kubelet in a corner of a machine, which it neither has to itself nor may change. */
export const kubeletConfig = ({
  directory,
  logs,
  socket,
  cgroup,
  authority,
  memoryKeptFree = '50Mi',
  nameServer,
}: KubeletPlaces): string =>
  JSON.stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: NODE_ADDRESS,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: false },
      x509: { clientCAFile: authority },
    },
    authorization: { mode: 'AlwaysAllow' },
    ...(nameServer !== undefined && { clusterDNS: [nameServer], clusterDomain: CLUSTER_DOMAIN }),
    containerRuntimeEndpoint: `unix://${socket}`,
    podLogsDir: logs,
    volumePluginDir: join(directory, 'volume-plugins'),
    cgroupDriver: 'cgroupfs',
    cgroupRoot: cgroup,
    failCgroupV1: false,
    failSwapOn: false,
    makeIPTablesUtilChains: false,
    localStorageCapacityIsolation: true,
    oomScoreAdj: 0,
    healthzPort: 0,
    imageGCHighThresholdPercent: 100,
    evictionHard: { 'memory.available': memoryKeptFree, 'nodefs.available': '1%', 'imagefs.available': '1%' },
    nodeStatusUpdateFrequency: '2s',
  });
