import { describe, expect, test } from 'vitest';
import type { KubernetesApi } from './api/kubernetes-api.js';
import { KubernetesRuntimeReader } from './kubernetes-runtime-reader.js';
import type { ApiPod } from './observing/api-pod.js';
import { container, pod, running } from './observing/pod.fixture.js';

const readerOf = (found: ApiPod): KubernetesRuntimeReader =>
  new KubernetesRuntimeReader({ find: () => Promise.resolve(found) } as unknown as KubernetesApi, {
    secret: 'a secret that worker and gateway share',
    installation: () => Promise.resolve('i1'),
  });

describe('the address of a session', () => {
  test('is its own container’s, also where the cluster has put another one before it', async () => {
    const main = container(running, { ready: true });
    const given = pod({ phase: 'Running', podIP: '10.1.2.3', containerStatuses: [main] });
    const containers = [
      { name: 'proxy', ports: [{ containerPort: 15090 }] },
      { name: 'main', ports: [{ containerPort: 8888 }] },
    ];
    const endpoint = await readerOf({ ...given, spec: { ...given.spec, containers } }).endpoint('l1');
    expect(endpoint?.origin).toBe('http://10.1.2.3:8888');
  });
});
