import { unlessDuplicate } from './unless-duplicate.js';

/** The little of a MongoDB collection that is needed here. */
interface Insertable<Row> {
  insertOne(row: Row): Promise<unknown>;
}

/** False where a unique index has such a row already: somebody else was faster. */
export const insertedOnce = <Row>(rows: Insertable<Row>, row: Row): Promise<boolean> =>
  unlessDuplicate(() => rows.insertOne(row));
