import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SERVICES } from '../kubeplane/control-plane-flags.js';
import type { Kubeplane } from '../kubeplane/kubeplane.js';
import { PlaneProcess } from '../kubeplane/plane-process.js';
import { CLUSTER_DOMAIN } from './kubelet-config.js';
import { PODS } from './node-address.js';

interface ClusterServicesParts {
  /** The plane's, which holds kube-proxy and CoreDNS. */
  readonly binary: string;
  /** kube-router; where it is not there, nobody enforces NetworkPolicies. */
  readonly policies?: string | undefined;
}

/**
 * Services of a cluster have their addresses (kube-proxy) and their names (CoreDNS), and pods are let in and out as NetworkPolicies say
 * (kube-router), on a node of the namespaces that test/real-node/run.sh makes.
 */
export class ClusterServices {
  private constructor(private readonly processes: readonly PlaneProcess[]) {}

  static async start(plane: Kubeplane, { binary, policies }: ClusterServicesParts): Promise<ClusterServices> {
    const corefile = join(plane.directory, 'Corefile');
    await writeFile(corefile, namesOf(plane.kubeconfig('admin')));
    const start = (name: string, ...command: readonly [string, ...string[]]): PlaneProcess =>
      new PlaneProcess(name, command, join(plane.directory, `${name}.log`));
    const processes = [
      start('kube-proxy', binary, 'kube-proxy', ...proxyFlags(plane)),
      start('coredns', binary, 'coredns', '-conf', corefile),
      ...(policies === undefined ? [] : [start('kube-router', policies, ...policyFlags(plane))]),
    ];
    return new ClusterServices(processes);
  }

  /** The node's network, which is the tests' own, has no rules any more. */
  async end(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.end()));
    for (const table of ['filter', 'nat', 'mangle'])
      for (const command of ['--flush', '--delete-chain']) await run('iptables', ['--table', table, command]);
  }
}

const run = promisify(execFile);

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

const policyFlags = (plane: Kubeplane): string[] => [
  `--kubeconfig=${plane.kubeconfig('admin')}`,
  '--hostname-override=real',
  ...['--run-firewall=true', '--run-router=false', '--run-service-proxy=false'],
  `--service-cluster-ip-range=${SERVICES}`,
  '--health-port=0',
];
