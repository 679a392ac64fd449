const blankForPlus = /:\d{2}(?:\.\d+)? \d{2}:\d{2}$/;

/** What to add to the refusal of a time whose + arrived as a blank, as it does in an address that was not escaped. */
export const unescapedPlus = (input: unknown): string =>
  typeof input === 'string' && blankForPlus.test(input) ? '; in an address, + is written %2B' : '';
