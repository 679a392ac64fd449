import { randomUUID } from 'node:crypto';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';

const instanceId = randomUUID();

/** Gossip/Read: a cluster of one, which leads. `address` is asked for at each call: the port is known only then. */
export const readGossip =
  (address: () => { readonly host: string; readonly port: number }) =>
  (_call: ServerUnaryCall<shared.Empty, gossip.ClusterInfo>, reply: sendUnaryData<gossip.ClusterInfo>): void => {
    const { host, port } = address();
    const member = new gossip.MemberInfo()
      .setInstanceId(new shared.UUID().setString(instanceId))
      .setTimeStamp(`${Date.now()}0000`)
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
    reply(null, new gossip.ClusterInfo().setMembersList([member]));
  };
