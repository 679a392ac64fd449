import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ReadModelRebuildingError, type ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { Settings } from '#libs/settings';

const PATIENCE_MS = 3_000;

/**
 * The first start builds the read models of an empty log in a moment, which nobody has to see. Of a long log that takes longer: then
 * the API answers what it can, and its readiness says what is missing.
 */
const untilReadable = async (readModels: ReadModels): Promise<void> => {
  try {
    await readModels.waitFor(0n, PATIENCE_MS);
  } catch (error) {
    if (!(error instanceof ReadModelRebuildingError)) throw error;
  }
};

/** Opens the API's port, once all that it stands on is open. */
export const listenApi = async (
  app: NestFastifyApplication,
  { PORT, HOST }: Pick<Settings, 'PORT' | 'HOST'>,
): Promise<void> => {
  await app.init();
  await untilReadable(app.get<ReadModels>(READ_MODELS));
  await app.listen(PORT, HOST);
};
