/** The data directory cannot be used; the message says why and what to do. */
export class DataDirectoryError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DataDirectoryError';
  }
}
