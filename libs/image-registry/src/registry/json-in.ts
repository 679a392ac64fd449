/** Far more than images say. A body of four MiB that is nothing but values takes seconds to parse, while nobody else is served. */
const MAX_VALUES = 50_000;

const [quote, escape] = [...Buffer.from('"\\')];
/** Before each value of a list or key of an object, but for the first. */
const beginnings: ReadonlySet<number | undefined> = new Set(Buffer.from('[{,'));

/** Where the text ends that begins here. */
const endOfText = (body: Buffer, begin: number): number => {
  for (let at = begin + 1; at < body.length; at += 1) {
    if (body[at] === quote) return at;
    if (body[at] === escape) at += 1;
  }
  return body.length;
};

const isTooMuch = (body: Buffer, maxValues: number): boolean => {
  let values = 0;
  for (let at = 0; at < body.length && values <= maxValues; at += 1) {
    if (body[at] === quote) at = endOfText(body, at);
    else if (beginnings.has(body[at])) values += 1;
  }
  return values > maxValues;
};

/** What a body says; undefined where it is no JSON, or more of it than is read. */
export const jsonIn = (body: Buffer, maxValues = MAX_VALUES): unknown => {
  if (isTooMuch(body, maxValues)) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};
