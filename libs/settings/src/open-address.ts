import { InvalidSettingsError } from './settings.js';
import { withoutPassword } from './without-password.js';

/**
 * What a client makes of the address that a setting names: its own words do not say which one it is. Throws InvalidSettingsError
 * where it is none.
 */
export const openAddress = <T>(setting: string, address: string, open: (address: string) => T): T => {
  try {
    return open(address);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidSettingsError(
      `${setting}=${withoutPassword(address)} cannot be used: ${reason}. Correct it; user and password are encoded as in addresses (@ is %40).`,
    );
  }
};
