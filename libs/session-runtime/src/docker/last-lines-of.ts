const headerBytes = 8;
/** As a session on this computer keeps of what it prints: of one line without end, its end. */
const mostBytes = 2 * 1024 * 1024;

/**
 * Of what an engine answers for a container without a terminal: pieces, each behind a header that says whose and how long it is. A
 * session chooses how many: millions of a byte are looked through, and only the last are copied.
 */
export function lastLinesOf(printed: Buffer, count: number): string {
  const total = eachPiece(printed, () => undefined);
  const last = Buffer.alloc(Math.min(total, mostBytes));
  let at = last.length - total;
  eachPiece(printed, (from, to) => {
    // byte by byte: a call for each piece takes longer than all bytes together
    for (let next = from + Math.max(0, -at); next < to; next += 1) last[at + next - from] = printed[next] ?? 0;
    at += to - from;
  });
  return last.toString('utf8').replace(/\n$/, '').split('\n').slice(-count).join('\n');
}

/** The bytes of all pieces together. */
function eachPiece(printed: Buffer, visit: (from: number, to: number) => void): number {
  let bytes = 0;
  for (let at = 0; at + headerBytes <= printed.length; ) {
    const from = at + headerBytes;
    at = Math.min(from + printed.readUInt32BE(at + 4), printed.length);
    visit(from, at);
    bytes += at - from;
  }
  return bytes;
}
