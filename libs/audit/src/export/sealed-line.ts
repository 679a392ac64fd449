import { hash } from 'node:crypto';

/** By what a line of an export is sealed: its hash in the chain, or, the last one, a signature. */
export type Seal = 'hash' | 'signature';

/** A line as it is read: the bytes that were sealed, and what is said of them. */
export interface SealedLine {
  readonly by: Seal;
  /** The line without its seal: JSON, whose bytes are never written anew, so that it needs no canonical form. */
  readonly body: Buffer;
  readonly seal: string;
}

const values: Readonly<Record<Seal, RegExp>> = { hash: /^[0-9a-f]{64}$/, signature: /^[0-9a-f]{128}$/ };
const CLOSE = '"}';

/** The text of a JSON object with a seal as its last member. */
export const sealed = (body: string, by: Seal, seal: string): string => `${body.slice(0, -1)},"${by}":"${seal}"}`;

/** Undefined: it is not one. */
export const unsealed = (line: Buffer): SealedLine | undefined => {
  const seals = (Object.keys(values) as Seal[]).map((by) => ({ by, at: line.lastIndexOf(`,"${by}":"`) }));
  const { by, at } = seals.reduce((last, one) => (one.at > last.at ? one : last));
  if (at === -1) return undefined;
  const tail = line.subarray(at + `,"${by}":"`.length).toString('latin1');
  const seal = tail.slice(0, -CLOSE.length);
  if (!tail.endsWith(CLOSE) || !values[by].test(seal)) return undefined;
  return { by, body: Buffer.concat([line.subarray(0, at), Buffer.from('}')]), seal };
};

/** Hexadecimal: SHA-256 over the hash before it, in its 64 digits, and then these bytes. Of the first one nothing is before it. */
export const chained = (before: string, body: Uint8Array | string): string =>
  hash('sha256', typeof body === 'string' ? before + body : Buffer.concat([Buffer.from(before), body]));
