/** The keys of a stream's metadata that the server acts upon. */
export interface StreamMetadata {
  /** Only the newest so many events are shown. */
  readonly maxCount?: number;
  /** Events older than this are not shown; in ms. */
  readonly maxAge?: number;
  /** Events with a lower revision are not shown. */
  readonly truncateBefore: number;
  readonly softDeleted: boolean;
  readonly acl?: AccessList;
}

/** Who may do what: the names of users and groups. A missing entry means the default. */
type AccessList = Readonly<Partial<Record<AclKey, readonly string[]>>>;
export type AclKey = '$r' | '$w' | '$d' | '$mr' | '$mw';

/** The text that marks a soft-deleted stream: 2^63-1 cannot be written by `JSON.stringify`. */
export const SOFT_DELETED_METADATA = '{"$tb":9223372036854775807}';

/** 2^63-1 read by `JSON.parse` is rounded up; no revision of a stream comes near this. */
const SOFT_DELETED_FROM = 9.2e18;

export const NO_METADATA: StreamMetadata = { truncateBefore: 0, softDeleted: false };

/** Reads the JSON of a `$metadata` event. Malformed metadata counts as none, as the protocol's servers have it. */
export const parseStreamMetadata = (data: Uint8Array): StreamMetadata => {
  const json = metadataObject(data);
  const truncateBefore = wholeNumber(json['$tb']) ?? 0;
  const maxAge = countingNumber(json['$maxAge']);
  const softDeleted = truncateBefore >= SOFT_DELETED_FROM;
  return {
    truncateBefore: softDeleted ? 0 : truncateBefore,
    softDeleted,
    maxCount: countingNumber(json['$maxCount']),
    maxAge: maxAge === undefined ? undefined : maxAge * 1000,
    acl: accessList(json['$acl']),
  };
};

/** The same metadata with `$tb` at `revision`: what re-creates a soft-deleted stream. */
export const undeletedMetadata = (data: Uint8Array, revision: number): string =>
  JSON.stringify({ ...metadataObject(data), $tb: revision });

const metadataObject = (data: Uint8Array): Record<string, unknown> => {
  try {
    const json: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wholeNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;

const countingNumber = (value: unknown): number | undefined => wholeNumber(value) || undefined;

const accessList = (value: unknown): AccessList | undefined => {
  if (!isObject(value)) return undefined;
  const entries = ACL_KEYS.flatMap((key) => {
    const names = namesOf(value[key]);
    return names ? [[key, names] as const] : [];
  });
  return Object.fromEntries(entries);
};

const ACL_KEYS: readonly AclKey[] = ['$r', '$w', '$d', '$mr', '$mw'];

const namesOf = (value: unknown): readonly string[] | undefined => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined;
};
