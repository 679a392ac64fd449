import { metadataKeys as keys } from '../objects/metadata-keys.js';

/** Nothing, where somebody took it away: that loses the fence, not the session. */
export const epochIn = (annotations: Readonly<Record<string, string>> | undefined): bigint => {
  const said = annotations?.[keys.epoch] ?? '';
  return /^\d{1,30}$/.test(said) ? BigInt(said) : 0n;
};
