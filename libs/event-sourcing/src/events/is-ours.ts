/** Whether a stream of a log that others write to as well is one of those whose names begin with `prefixes`. */
export const isOurs = (stream: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => stream.startsWith(prefix));
