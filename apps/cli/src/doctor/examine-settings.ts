import { InvalidSettingsError, misspeltSettings, readSettings } from '#libs/settings';
import type { Finding } from './finding.js';
import type { Environment } from './readable-settings.js';

const advice = 'docs/operations.md has every setting';

/** As a standalone would read them that is started with this environment. */
export const examineSettings = (environment: Environment): Finding[] => {
  const check = 'settings';
  const misspelt = misspeltSettings(environment).map(
    ({ name, meant }): Finding => ({
      check,
      status: 'warning',
      detail: `${name} is no setting: is ${meant} meant?`,
      advice,
    }),
  );
  try {
    readSettings(environment);
    return [{ check, status: 'ok', detail: 'they can be read and fit together' }, ...misspelt];
  } catch (error) {
    if (!(error instanceof InvalidSettingsError)) throw error;
    return [{ check, status: 'problem', detail: error.message.replace(/\s*\n\s*/g, ' '), advice }, ...misspelt];
  }
};
