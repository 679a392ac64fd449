import { UnreadableImageError } from '../unreadable-image-error.js';

/** What is kept of a layer's entry, as POSIX's ustar and GNU's tar write it. */
export interface TarHeader {
  readonly name: string;
  readonly size: number;
  readonly kind: TarKind;
  /** Of a hard link: what it is another name of. */
  readonly linkName: string;
  /** Of a file with holes, as GNU's tar writes it: where they are goes on in the next block. */
  readonly isMapLonger: boolean;
}

/** `pax`, `long-name` and `long-link` speak of the entry that comes next. */
export type TarKind = 'file' | 'hard-link' | 'directory' | 'other' | 'pax' | 'long-name' | 'long-link' | 'ignored';

export const BLOCK = 512;

const kinds: Readonly<Record<string, TarKind>> = {
  '\0': 'file',
  '0': 'file',
  '7': 'file',
  '1': 'hard-link',
  '2': 'other',
  '3': 'other',
  '4': 'other',
  '5': 'directory',
  '6': 'other',
  x: 'pax',
  g: 'ignored',
  L: 'long-name',
  K: 'long-link',
};

/** Of these nothing follows, whatever size they say. */
const bodiless: ReadonlySet<TarKind> = new Set(['hard-link', 'directory', 'other']);

const textAt = (block: Buffer, from: number, length: number): string => {
  const end = block.indexOf(0, from);
  return block.toString('utf8', from, end < 0 || end > from + length ? from + length : end);
};

/** Octal digits, or where its first bit is set, GNU's binary form. */
const numberAt = (block: Buffer, from: number, length: number): number => {
  const first = block[from] ?? 0;
  if ((first & 0x80) === 0) return Number.parseInt(textAt(block, from, length).trim() || '0', 8);
  if (first !== 0x80) return Number.NaN;
  return block.subarray(from + 1, from + length).reduce((number, byte) => number * 256 + byte, 0);
};

const SPARSE = 'S';
/** In a header, and in each block of a map that goes on. */
const IS_LONGER = { inHeader: 482, inMap: 504 };

/** Whether where a file's holes are goes on behind this block. */
export const isMapLonger = (map: Buffer): boolean => map[IS_LONGER.inMap] !== 0;

const CHECKSUM = { from: 148, to: 156 };
const SPACE = 0x20;

const checksumOf = (block: Buffer): number => {
  let sum = (CHECKSUM.to - CHECKSUM.from) * SPACE;
  for (let at = 0; at < BLOCK; at += 1) if (at < CHECKSUM.from || at >= CHECKSUM.to) sum += block[at] ?? 0;
  return sum;
};

const nameIn = (block: Buffer): string => {
  const name = textAt(block, 0, 100);
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textAt(block, 345, 155) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
};

const sizeIn = (block: Buffer): number => {
  const size = numberAt(block, 124, 12);
  if (Number.isSafeInteger(size) && size >= 0) return size;
  throw new UnreadableImageError('One of its layers has a file whose size is no number that a file can have.');
};

const linkNameIn = (block: Buffer, kind: TarKind): string => (kind === 'hard-link' ? textAt(block, 157, 100) : '');

const isZero = (block: Buffer): boolean => block.every((byte) => byte === 0);

/** Undefined: a block of zeros, of which two end an archive. Throws `UnreadableImageError`. */
export const tarHeaderIn = (block: Buffer): TarHeader | undefined => {
  if (block[0] === 0 && isZero(block)) return undefined;
  if (numberAt(block, CHECKSUM.from, 8) !== checksumOf(block))
    throw new UnreadableImageError('One of its layers is not a tar archive, or a damaged one.');
  const type = String.fromCharCode(block[156] ?? 0);
  const kind = kinds[type] ?? 'ignored';
  const size = bodiless.has(kind) ? 0 : sizeIn(block);
  return {
    ...{ name: nameIn(block), size, kind, linkName: linkNameIn(block, kind) },
    isMapLonger: type === SPARSE && block[IS_LONGER.inHeader] !== 0,
  };
};
