import type { V1Node } from '@kubernetes/client-node';

/** Pods may come. */
export const isNodeReady = ({ status, spec }: V1Node): boolean =>
  spec?.taints === undefined &&
  status?.conditions !== undefined &&
  status.conditions.some((each) => each.type === 'Ready' && each.status === 'True');
