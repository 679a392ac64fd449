import type { QueryClient } from '@tanstack/react-query';

/** Asks again for everything on the page that could not be read, now and not when the next attempt is due. */
export const tryFailedAgain = async (client: QueryClient): Promise<void> => {
  const failed = client.getQueryCache().findAll({
    type: 'active',
    predicate: ({ state }) => state.status === 'error' || state.fetchFailureCount > 0,
  });
  await Promise.all(
    failed.map(async ({ queryKey }) => {
      await client.cancelQueries({ queryKey, exact: true });
      await client.refetchQueries({ queryKey, exact: true });
    }),
  );
};
