import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Kubeplane } from '../kubeplane/kubeplane.js';
import { PlaneProcess } from '../kubeplane/plane-process.js';
import { CLUSTER_DOMAIN } from './kubelet-config.js';
import { PODS } from './node-address.js';

/** Services of a cluster have their addresses (kube-proxy) and their names (CoreDNS), on a node of the namespaces that test/real-node/run.sh makes. */
export class ClusterServices {
  private constructor(
    private readonly binary: string,
    private readonly processes: readonly PlaneProcess[],
  ) {}

  static async start(plane: Kubeplane, binary: string): Promise<ClusterServices> {
    const corefile = join(plane.directory, 'Corefile');
    await writeFile(corefile, namesOf(plane.kubeconfig('admin')));
    const processes = [
      new PlaneProcess('kube-proxy', [binary, 'kube-proxy', ...proxyFlags(plane)], join(plane.directory, 'proxy.log')),
      new PlaneProcess('coredns', [binary, 'coredns', '-conf', corefile], join(plane.directory, 'names.log')),
    ];
    return new ClusterServices(binary, processes);
  }

  /** The node's network has no rules of services any more. */
  async end(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.end()));
    await promisify(execFile)(this.binary, ['kube-proxy', '--cleanup']);
  }
}

const namesOf = (kubeconfig: string): string => `.:53 {
  errors
  kubernetes ${CLUSTER_DOMAIN} {
    kubeconfig ${kubeconfig} plane
  }
}
`;

const proxyFlags = (plane: Kubeplane): string[] => [
  `--kubeconfig=${plane.kubeconfig('proxy')}`,
  '--hostname-override=real',
  '--proxy-mode=iptables',
  `--cluster-cidr=${PODS}`,
  // what the whole kernel has stays as it is
  ...['--conntrack-max-per-core=0', '--conntrack-min=0'],
  ...['--conntrack-tcp-timeout-established=0s', '--conntrack-tcp-timeout-close-wait=0s'],
];
