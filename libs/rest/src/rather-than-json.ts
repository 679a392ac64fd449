/** How welcome a type is to a caller whose Accept names it, from 0 to 1 (RFC 9110, 12.5.1); 0 where it does not. */
const welcome = (accept: string, type: string): number => {
  const ranges = accept
    .toLowerCase()
    .split(',')
    .map((range) => range.split(';').map((part) => part.trim()));
  const named = ranges.find(([range]) => range === type);
  if (named === undefined) return 0;
  const quality = named.find((parameter) => parameter.startsWith('q='));
  return quality === undefined ? 1 : Number(quality.slice(2));
};

/** Whether a caller asks for this, and would not as soon have JSON, which is what is answered otherwise. */
export const ratherThanJson = (accept: string | undefined, type: string): boolean =>
  accept !== undefined && welcome(accept, type) > welcome(accept, 'application/json');
