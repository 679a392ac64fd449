/** The database of read models cannot be reached or did not answer in time. What was asked of it may have happened. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
}
