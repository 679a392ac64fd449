import { NODE_ADDRESS } from './node-address.js';
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

/** Pods have addresses that every process beside the node reaches, and a way to each other and to the node's own address alone. */
export const podNetwork = (directory: string): string =>
  JSON.stringify({
    cniVersion: '0.4.0',
    name: 'pods',
    plugins: [
      {
        type: 'bridge',
        bridge: 'pods0',
        isGateway: true,
        ipMasq: false,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet: '10.99.1.0/24' }]],
          routes: [{ dst: `${NODE_ADDRESS}/32` }],
          dataDir: directory,
        },
      },
    ],
  });
