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
  if (!response.ok) throw new Error(`/console.json answered ${response.status}.`);
  return (await response.json()) as SignInSettings;
};
