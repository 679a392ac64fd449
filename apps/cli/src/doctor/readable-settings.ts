import { InvalidSettingsError, readSettings, type Settings } from '#libs/settings';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Undefined where they cannot be read, which `examineSettings` tells. */
export const readableSettings = (environment: Environment): Settings | undefined => {
  try {
    return readSettings(environment);
  } catch (error) {
    if (error instanceof InvalidSettingsError) return undefined;
    throw error;
  }
};
