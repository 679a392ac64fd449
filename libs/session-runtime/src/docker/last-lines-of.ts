const headerBytes = 8;

/** Of what an engine answers for a container without a terminal: pieces, each behind a header that says whose and how long it is. */
export function lastLinesOf(printed: Buffer, count: number): string {
  const pieces: Buffer[] = [];
  for (let at = 0; at + headerBytes <= printed.length; ) {
    const end = at + headerBytes + printed.readUInt32BE(at + 4);
    pieces.push(printed.subarray(at + headerBytes, end));
    at = end;
  }
  const lines = Buffer.concat(pieces).toString('utf8').replace(/\n$/, '').split('\n');
  return lines.slice(-count).join('\n');
}
