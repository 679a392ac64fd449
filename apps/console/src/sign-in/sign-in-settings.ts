import { t } from '@lingui/core/macro';
import { reach } from '../api/reach.js';

/** The public settings of this console, from /console.json. */
export interface SignInSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
  readonly scope: string;
}

export const readSignInSettings = async (): Promise<SignInSettings> => {
  const response = await reach('/console.json');
  const { ok, status } = response;
  if (!ok) throw new Error(t`/console.json answered ${status}.`);
  return (await response.json()) as SignInSettings;
};
