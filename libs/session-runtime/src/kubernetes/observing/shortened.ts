const LONGEST = 300;

/** Container runtimes tell the whole chain of what failed. */
export const shortened = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);
