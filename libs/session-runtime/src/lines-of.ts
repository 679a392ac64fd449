/**
 * The lines of a stream as they come, empty ones left out. Not by node:readline, which waits for ever for a stream that was
 * destroyed.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array | string>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  for await (const chunk of stream) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = text.split('\n');
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
