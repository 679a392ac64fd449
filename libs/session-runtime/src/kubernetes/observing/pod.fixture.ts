import { metadataKeys as keys } from '../objects/metadata-keys.js';
import type { ApiPod, ContainerState, ContainerStatus, PodStatus } from './api-pod.js';

const image = 'registry.example.org/jupyter/python:1';

export const container = (state: ContainerState, more: Partial<ContainerStatus> = {}): ContainerStatus => ({
  ...{ name: 'main', image, ready: false },
  state,
  ...more,
});

export const waiting = (reason: string, message = ''): ContainerState => ({ waiting: { reason, message } });

export const terminated = (exitCode: number, reason = 'Error', message?: string): ContainerState => ({
  terminated: { exitCode, reason, message },
});

export const running: ContainerState = { running: {} };

/** Run 3 of launch `l1`, on a node, with this status. */
export const pod = (status: PodStatus, metadata: Partial<ApiPod['metadata']> = {}): ApiPod => ({
  metadata: {
    ...{ name: 'session-x', uid: 'u1', resourceVersion: '1' },
    labels: { [keys.launch]: 'l1', [keys.run]: '3' },
    ...metadata,
  },
  spec: { nodeName: 'node-1', containers: [] },
  status,
});
