import { answerOf } from './answer-of.js';

/** The bytes of an answer that was asked for with `parseAs: 'stream'`, whatever its document says of it. Rejects as `answerOf` does. */
export const streamOf = async (asked: Parameters<typeof answerOf>[0]): Promise<ReadableStream<Uint8Array>> =>
  (await answerOf(asked)) as ReadableStream<Uint8Array>;
