import { domainEvents, domainProjections } from '#libs/domain';
import { verifyDocuments } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import type { ReadModelsConnection } from '#libs/read-models';
import type { Verdict } from '../verdict.js';

/** What grew through all the crashes is what the log, folded at once, says. */
export const documentsAsTheLogSays = async (
  { projectionStore: store }: ReadModelsConnection,
  connectionString: string,
): Promise<Verdict> => {
  const events = createEventStore({ connectionString, registry: domainEvents() });
  const problems: string[] = [];
  try {
    const { documents } = await verifyDocuments({
      ...{ events, store, projections: domainProjections },
      onFault: ({ projection, id, fault }) => problems.push(`${projection} ${id} is ${fault}`),
    });
    const what = `${documents} documents of ${domainProjections.length} read models are as the log says`;
    return { what, problems };
  } finally {
    await events.close();
  }
};
