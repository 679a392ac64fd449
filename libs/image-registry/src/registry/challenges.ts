/** One way in that a server offers: RFC 9110, 11.6.1. */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A scheme, or a parameter with its value: quoted, or as it stands. */
const PART = /([\w!#$%&'*+.^`|~-]+)(\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/g;

const unquoted = (quoted: string): string => quoted.replace(/\\(.)/g, '$1');

/** All that a `WWW-Authenticate` header holds: there may be several, joined by commas as their parameters are. */
export const challengesIn = (header: string): readonly Challenge[] => {
  const found: { scheme: string; parameters: Record<string, string> }[] = [];
  for (const [, word = '', isParameter, quoted = '', plain] of header.matchAll(PART)) {
    const name = word.toLowerCase();
    const last = found.at(-1);
    if (isParameter === undefined) found.push({ scheme: name, parameters: {} });
    else if (last !== undefined) last.parameters[name] = plain ?? unquoted(quoted);
  }
  return found;
};
