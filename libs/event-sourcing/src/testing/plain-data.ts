const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
};

/** Where a value is not what a document store gives back as it was put in (JSON's types and Date); undefined if nowhere. */
export const notPlain = (value: unknown, path: string): string | undefined => {
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value) || value instanceof Date)
    return undefined;
  if (typeof value !== 'object') return `${path} is a ${typeof value}`;
  if (!isPlain(value)) return `${path} is a ${value.constructor.name}`;
  for (const [key, member] of Object.entries(value)) {
    const found = notPlain(member, `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
};
