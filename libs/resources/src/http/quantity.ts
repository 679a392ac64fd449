const factors = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
} as const;

const quantity = /^(\d{1,12}(?:\.\d{1,3})?)(k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/;

const whole = (bytes: number): number | undefined => (Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined);

/**
 * Bytes, from a number of them or from text with a unit as Kubernetes writes it: "4Gi" (2^30), "500M" (10^6). A fraction of a
 * byte is rounded up, since a minimum is meant. Undefined where it is neither.
 */
export const parseBytes = (value: number | string): number | undefined => {
  if (typeof value === 'number') return whole(value);
  const match = quantity.exec(value);
  if (match === null) return undefined;
  const unit = (match[2] ?? '') as keyof typeof factors;
  return whole(Math.ceil(Number(match[1]) * factors[unit]));
};
