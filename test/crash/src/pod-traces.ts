import { join } from 'node:path';
import type { V1Pod } from '@kubernetes/client-node';
import type { Kubeplane } from '../../support/kubeplane/kubeplane.js';
import { linesNaming } from './lines-naming.js';

/** What the control plane says of a launch's pod, and what the fake kubelet did about it last. */
export const podTraces = async ({ admin, namespace, directory }: Kubeplane, launchId: string): Promise<string[]> => {
  const pods = await admin.labelled<V1Pod>(`/api/v1/namespaces/${namespace}/pods`, `renku-sessions/launch=${launchId}`);
  const traces = pods.map(async ({ metadata, spec, status }) => {
    const { name = '', deletionTimestamp, annotations } = metadata ?? {};
    const seen = JSON.stringify({ node: spec?.nodeName, deletionTimestamp, annotations, status });
    return [`pod ${name}: ${seen}`, ...(await linesNaming(name, join(directory, 'kwok.log')))];
  });
  return (await Promise.all(traces)).flat();
};
