import { ReadModelRebuildingError } from '#libs/event-sourcing';

/** Pages of a read model; nothing while it is not built yet: whoever looks every now and then has time for another look. */
export async function* onceBuilt<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page, void> {
  try {
    yield* pages;
  } catch (error) {
    if (!(error instanceof ReadModelRebuildingError)) throw error;
  }
}
