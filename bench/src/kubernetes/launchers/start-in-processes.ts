import { Deployment, type MemberName } from '../../../../test/support/deployment.js';
import type { Product, Settings } from './product.js';

const acting: readonly MemberName[] = ['gateway-1', 'worker-1', 'api-1'];

/** Api, worker and gateway as a process each, on both stores in one. */
export const startInProcesses = async (directory: string, settings: Settings): Promise<Product> => {
  const deployment = await Deployment.in(directory, { ...settings, LOG_LEVEL: 'error' }, () => ({ stderr: 'inherit' }));
  try {
    for (const member of ['stores' as const, ...acting]) await deployment.startOne(member);
  } catch (error) {
    await deployment.end();
    throw error;
  }
  return {
    url: deployment.url('api-1'),
    acting: acting.map((member) => deployment.process(member)),
    stores: [deployment.process('stores')],
    close: () => deployment.end(),
  };
};
