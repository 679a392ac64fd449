import type { MongoClient } from 'mongodb';

/** Documents that the server has looked at for queries, since it began. */
export const scannedBy = async (client: MongoClient): Promise<number> => {
  const status = await client.db('admin').command({ serverStatus: 1 });
  return (status as { metrics: { queryExecutor: { scannedObjects: number } } }).metrics.queryExecutor.scannedObjects;
};
