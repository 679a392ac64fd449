interface Pair {
  readonly name: string;
  readonly value: string;
}

/** Trimmed as RFC 6265 §5.2 does; of a cookie without a name, the browser sends the value alone. */
export const cookiePair = (text: string): Pair => {
  const [name = '', ...rest] = text.replace(/^[\s=]+/, '').split('=');
  return { name: name.trim(), value: rest.join('=').trim() };
};

/**
 * All values that a `Cookie` header has under this name. More than one is no error: a neighbouring host's page, or one at another port,
 * can plant one, and must not be able to lock anybody out by it.
 */
export const cookieValues = (header: string | undefined, name: string): string[] =>
  (header ?? '')
    .split(';')
    .map(cookiePair)
    .flatMap((pair) => (pair.name === name && pair.value !== '' ? [pair.value] : []));
