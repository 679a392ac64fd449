import { randomUUID } from 'node:crypto';
import { WrongExpectedRevisionError } from '#libs/event-sourcing';

/** The stream whose first event is the log's birth certificate. Of this library alone: followers never see it. */
export const INSTALLATION_STREAM = 'installation';

export interface InstallationLog {
  /** The data of the stream's first event. */
  first(): Promise<unknown>;
  /** Throws WrongExpectedRevisionError where the stream exists. */
  create(type: string, data: { readonly installationId: string }): Promise<void>;
}

const idOf = (data: unknown): string | undefined => {
  const { installationId } = (data ?? {}) as { installationId?: unknown };
  return typeof installationId === 'string' ? installationId : undefined;
};

/** The id that this log was given when it was first used, by whoever came first. */
export const installationId = async (log: InstallationLog): Promise<string> => {
  const known = idOf(await log.first());
  if (known !== undefined) return known;
  try {
    await log.create('InstallationCreated', { installationId: randomUUID() });
  } catch (error) {
    if (!(error instanceof WrongExpectedRevisionError)) throw error;
  }
  const created = idOf(await log.first());
  if (created === undefined)
    throw new Error(
      `the first event of stream ${INSTALLATION_STREAM} names no installation: this log was not made by this program`,
    );
  return created;
};
