/** One step of a JSON pointer (RFC 6901); half of a surrogate pair in it is shown as the replacement character. */
export const pointerSegment = (key: PropertyKey): string =>
  String(key)
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .replaceAll(/\p{Surrogate}/gu, '\ufffd');
