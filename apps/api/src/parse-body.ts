import { ProblemError } from '#libs/rest';
import { jsonFault } from './json-fault.js';

/** Deeper than any schema. What is nested without end costs more to read and to refuse than to send. */
const MAX_DEPTH = 20;

/** A text as a whole, so that brackets in it do not count, or one bracket. */
const tokens = /"(?:[^"\\]|\\[^])*"?|[[\]{}]/g;
const steps: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

const isDeep = (json: string): boolean => {
  let depth = 0;
  for (const [token] of json.matchAll(tokens)) {
    depth += steps[token] ?? 0;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Read leniently, bytes that are no UTF-8 become other characters, and would be kept as if they had been sent. */
const textOf = (body: Buffer): string => {
  try {
    return utf8.decode(body);
  } catch {
    throw new ProblemError('invalid-request', 'The body is not UTF-8.');
  }
};

/** Where it is wrong, as an editor counts. Nothing of it is repeated. */
const faultOf = (json: string): string => {
  const at = jsonFault(json);
  if (at >= json.length) return 'it breaks off';
  const lines = json.slice(0, at).split(/\r\n|\r|\n/);
  return `what is in line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1} cannot be there`;
};

/** What a JSON body says. An empty one is no body: clients send the content type with POSTs that need none. */
export const parseBody = (body: Buffer): unknown => {
  const json = textOf(body);
  if (json === '') return undefined;
  if (isDeep(json))
    throw new ProblemError(
      'invalid-request',
      `The body is nested more than ${MAX_DEPTH} levels deep; nothing here needs that.`,
    );
  try {
    return JSON.parse(json);
  } catch {
    const detail = `The body is not JSON: ${faultOf(json)}. Send one whole value (RFC 8259).`;
    throw new ProblemError('invalid-request', detail);
  }
};
