import { join } from 'node:path';
import { startServer, startStandalone } from '../../programs.js';
import type { Product, Settings } from './product.js';

/** Api, worker and gateway in one process, on two stores beside it. */
export const startInOneProcess = async (directory: string, settings: Settings): Promise<Product> => {
  const events = await startServer('event-store', join(directory, 'events'));
  const documents = await startServer('documents', join(directory, 'documents'));
  const standalone = await startStandalone(join(directory, 'data'), {
    ...settings,
    EVENTSTORE_URL: events.connectionString,
    MONGODB_URL: documents.connectionString,
  });
  const stores = [events.server, documents.server];
  const close = async (): Promise<void> => {
    await standalone.end();
    await Promise.all(stores.map((store) => store.end()));
  };
  return { url: await standalone.ready(), acting: [standalone], stores, close };
};
