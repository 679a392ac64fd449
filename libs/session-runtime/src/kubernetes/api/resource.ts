/** The kinds that this driver reads and writes, in the namespace of its sessions. */
export const resources = {
  pods: '/api/v1',
  persistentvolumeclaims: '/api/v1',
  secrets: '/api/v1',
  events: '/api/v1',
  leases: '/apis/coordination.k8s.io/v1',
} as const;

export type Resource = keyof typeof resources;
