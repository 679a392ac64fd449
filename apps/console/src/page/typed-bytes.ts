const typed = /^(\d{1,12}(?:[.,]\d{1,3})?)\s*(?:([kmgtp])(i?)b?)?$/i;

/** A number with a unit as the API reads it, e.g. `4Gi`; without a unit GiB are meant, as the field says. Undefined: it is none. */
export const typedBytes = (text: string): string | undefined => {
  const [, number, letter = 'G', binary] = typed.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  const isBinary = binary === undefined || binary !== '';
  const unit = isBinary ? `${letter.toUpperCase()}i` : letter.toUpperCase().replace('K', 'k');
  return `${number.replace(',', '.')}${unit}`;
};
