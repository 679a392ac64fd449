import { misspeltSettings } from '#libs/settings';

/** A line for each setting of an environment that looks misspelt. */
export const misspeltInWords = (environment: Readonly<Record<string, string | undefined>>): string[] =>
  misspeltSettings(environment).map(({ name, meant }) => `unknown setting ${name}: did you mean ${meant}?`);
