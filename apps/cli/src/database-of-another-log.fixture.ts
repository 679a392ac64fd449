import { newEntry } from '#libs/event-sourcing';
import { connectReadModels } from '#libs/read-models';

/** A database on that server whose documents are of a log named `another`; its name. */
export const databaseOfAnotherLog = async (url: string): Promise<string> => {
  const databaseName = 'of-another-log';
  const database = connectReadModels({ url, databaseName });
  await database.projectionStore.save({ ...newEntry('things', 1, '2026-01-01T00:00:00Z'), live: 1, last: 1 });
  await database.projectionStore.begin('things.v1.g1', { position: 900n, log: 'another' });
  await database.close();
  return databaseName;
};
