/** The names the protocol gives a meaning: `$x` is a system stream, `$$s` holds the metadata of the stream `s`. */
const METADATA_PREFIX = '$$';

export const isMetadataStream = (stream: string): boolean => stream.startsWith(METADATA_PREFIX);

export const metadataStreamOf = (stream: string): string => METADATA_PREFIX + stream;

/** The stream a metadata stream describes. */
export const describedStreamOf = (metadataStream: string): string => metadataStream.slice(METADATA_PREFIX.length);

export const isSystemStream = (stream: string): boolean => stream.startsWith('$');

/** Book-keeping streams that reads of `$all` never show. */
export const isHiddenFromAll = (stream: string): boolean =>
  stream === '$epoch-information' ||
  (stream.startsWith('$persistentsubscription-$all::') &&
    (stream.endsWith('-checkpoint') || stream.endsWith('-parked')));
