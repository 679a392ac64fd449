import { SERVICES } from '../kubeplane/control-plane-flags.js';
import { NODE_ADDRESS, PODS } from './node-address.js';
import { nodeImages } from './node-images.js';

export interface ContainerdPlaces {
  readonly root: string;
  readonly state: string;
  readonly socket: string;
  readonly networks: string;
  readonly plugins: string;
}

export const containerdConfig = ({ root, state, socket, networks, plugins }: ContainerdPlaces): string => `version = 2
root = "${root}"
state = "${state}"
[grpc]
address = "${socket}"
[plugins."io.containerd.grpc.v1.cri"]
sandbox_image = "${nodeImages.programs}"
# Where this machine does not let us lower a score, no container would start.
restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
bin_dir = "${plugins}"
conf_dir = "${networks}"
`;

/**
 * Pods have addresses that every process beside the node reaches, and a way to each other, to services and to the node's own address alone;
 * each by way of the node, whose rules for services see all that they send.
 */
export const podNetwork = (directory: string): string =>
  JSON.stringify({
    cniVersion: '0.4.0',
    name: 'pods',
    plugins: [
      {
        type: 'ptp',
        ipMasq: false,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet: PODS }]],
          routes: [{ dst: `${NODE_ADDRESS}/32` }, { dst: SERVICES }],
          dataDir: directory,
        },
      },
    ],
  });
