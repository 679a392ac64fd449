import type shared from '@eventstore/db-client/generated/shared_pb.js';

const TEXT = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const HALF_DIGITS = 16;

/** The text of a UUID that came as text or as two numbers, in lower case; undefined when it is none. */
export const uuidText = (uuid: shared.UUID | undefined): string | undefined => {
  const halves = uuid?.getStructured();
  const text = halves
    ? dashed(digits(halves.getMostSignificantBits()) + digits(halves.getLeastSignificantBits()))
    : uuid?.getString().toLowerCase();
  return text !== undefined && TEXT.test(text) ? text : undefined;
};

/** The two halves of a UUID, most significant first, as unsigned 64-bit numbers. */
export const uuidHalves = (text: string): readonly [most: bigint, least: bigint] => {
  const hex = text.replaceAll('-', '');
  return [BigInt(`0x${hex.slice(0, HALF_DIGITS)}`), BigInt(`0x${hex.slice(HALF_DIGITS)}`)];
};

/** The protocol's halves are signed. */
const digits = (half: string): string => BigInt.asUintN(64, BigInt(half)).toString(16).padStart(HALF_DIGITS, '0');

const dashed = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
