/** What a `pax` header says of the entry after it: `<length> <key>=<value>` and a line's end, one after the other. */
export const paxRecords = (body: Buffer): ReadonlyMap<string, string> => {
  const records = new Map<string, string>();
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(' ', at);
    const length = Number(body.toString('latin1', at, Math.min(space, at + 10)));
    if (space < 0 || !Number.isInteger(length) || length <= space - at) break;
    const record = body.toString('utf8', space + 1, at + length - 1);
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
};
