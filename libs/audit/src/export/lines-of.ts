const NEWLINE = 0x0a;
/** No line of an export is as long: not even one with the names of a hundred thousand people. */
const LONGEST = 64 * 2 ** 20;

/** The lines of a file as their very bytes; what comes after the last newline is one, if it is anything. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      const end = chunk.subarray(from, at);
      yield begun.length === 0 ? end : Buffer.concat([...begun, end]);
      [begun, length, from] = [[], 0, at + 1];
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST) throw new Error(`a line has more than ${LONGEST} bytes: this is no export`);
  }
  if (begun.length > 0) yield Buffer.concat(begun);
}
