const two = (value: number): string => String(value).padStart(2, '0');

/** The reader's day of a time, as addresses and date fields write it: `2026-06-01`. */
export const dayOf = (time: string): string => {
  const at = new Date(time);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};
