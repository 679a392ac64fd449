import { readFileSync } from 'node:fs';
import { InvalidSettingsError } from '#libs/settings';

/** What is made of the file that a setting names. Throws an `InvalidSettingsError` that says what to mend, whatever `parse` throws. */
export const readSettingFile = <T>(setting: string, file: string, parse: (text: string) => T): T => {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new InvalidSettingsError(
      `The file of ${setting} (${file}) cannot be used:\n${said}\nMend it and start again: docs/operations.md says what is in it.`,
      { cause },
    );
  }
};
