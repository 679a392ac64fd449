import { ReadModelRebuildingError, type ReadModels } from '#libs/event-sourcing';

const PATIENCE_MS = 3_000;

/**
 * The first start builds the read models of an empty log in a moment, which nobody has to see. Of a long log that takes longer: then
 * the program answers what it can, and its readiness says what is missing.
 */
export const untilReadable = async (readModels: ReadModels): Promise<void> => {
  try {
    await readModels.waitFor(0n, PATIENCE_MS);
  } catch (error) {
    if (!(error instanceof ReadModelRebuildingError)) throw error;
  }
};
