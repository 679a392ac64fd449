/** Reads an unsigned 64-bit field. What JavaScript cannot count exactly is beyond any log and becomes 2^53-1. */
export const unsignedNumber = (text: string): number => Math.min(Number(text), Number.MAX_SAFE_INTEGER);
