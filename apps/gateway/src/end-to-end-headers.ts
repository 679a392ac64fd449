export type Header = readonly [name: string, value: string];

/** RFC 9110 §7.6.1, and those that never were standard. */
const hopByHop = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** A peer cannot talk us out of these by naming them in `Connection`. */
const indispensable = new Set(['host', 'content-length', 'cookie', 'set-cookie']);

const pairsIn = (rawHeaders: readonly string[]): Header[] =>
  rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []));

/** A message's headers but those that concern its connection alone; order, spelling and repetitions stay. */
export const endToEndHeaders = (rawHeaders: readonly string[]): Header[] => {
  const headers = pairsIn(rawHeaders);
  const named = headers
    .filter(([name]) => name.toLowerCase() === 'connection')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((name) => name.trim())
    .filter((name) => !indispensable.has(name));
  const dropped = new Set([...hopByHop, ...named]);
  return headers.filter(([name]) => !dropped.has(name.toLowerCase()));
};
