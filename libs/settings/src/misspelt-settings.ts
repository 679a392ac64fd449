import { settingNames } from './settings.js';

export interface MisspeltSetting {
  readonly name: string;
  /** The setting that it looks like. */
  readonly meant: string;
}

/** Two slips of the finger, in a short name one: else HOME would be taken for HOST. */
const SLIPS = 2;
const SHORT = 8;

/**
 * The environment variables that are no setting and look like one: nearly its letters, or its words in another order. Those
 * that are empty count as unset. To be told and not refused, since the environment belongs to other programs too.
 */
export const misspeltSettings = (
  environment: Readonly<Record<string, string | undefined>>,
): readonly MisspeltSetting[] =>
  Object.entries(environment).flatMap(([name, value]) => {
    if (value === undefined || value === '' || settingNames.includes(name)) return [];
    const meant = settingNames.find((setting) => looksLike(name.toUpperCase(), setting));
    return meant === undefined ? [] : [{ name, meant }];
  });

const looksLike = (name: string, setting: string): boolean =>
  wordsOf(name) === wordsOf(setting) || isWithin(setting.length < SHORT ? 1 : SLIPS, name, setting);

const wordsOf = (name: string): string => name.split('_').sort().join('_');

/** Whether so many letters left out, put in, replaced or swapped with their neighbour turn one text into the other. */
const isWithin = (slips: number, one: string, other: string): boolean => {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  const [a, b] = [one.slice(same), other.slice(same)];
  if (a === b || slips === 0) return a === b;
  const rests: (readonly [string, string])[] = [
    [a.slice(1), b],
    [a, b.slice(1)],
    [a.slice(1), b.slice(1)],
  ];
  if (a[0] === b[1] && a[1] === b[0]) rests.push([a.slice(2), b.slice(2)]);
  return rests.some(([restOfA, restOfB]) => isWithin(slips - 1, restOfA, restOfB));
};
