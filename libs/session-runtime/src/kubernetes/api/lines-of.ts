/** The lines of a stream as they come, empty ones left out. */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  for await (const chunk of stream) {
    const lines = decoder.decode(chunk, { stream: true }).split('\n');
    // A line that is long comes in many chunks: joined once, when it ends.
    while (lines.length > 1) {
      const line = [...pieces, lines.shift() ?? ''].join('');
      pieces = [];
      if (line !== '') yield line;
    }
    if (lines[0]) pieces.push(lines[0]);
  }
  if (pieces.length > 0) yield pieces.join('');
}
