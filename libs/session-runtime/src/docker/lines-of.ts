import { StringDecoder } from 'node:string_decoder';

/**
 * What an engine writes while something goes on, line by line. Not by node:readline, which waits for ever for a stream that was
 * destroyed.
 */
export async function* linesOf(stream: NodeJS.ReadableStream): AsyncIterable<string> {
  const decoder = new StringDecoder();
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
