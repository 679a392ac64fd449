/** Of MongoDB. */
const DUPLICATE_KEY = 11_000;

/** The little of a MongoDB collection that is needed here. */
interface Insertable<Row> {
  insertOne(row: Row): Promise<unknown>;
}

/** False where a unique index has such a row already: somebody else was faster. */
export const insertedOnce = async <Row>(rows: Insertable<Row>, row: Row): Promise<boolean> => {
  try {
    await rows.insertOne(row);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
};
