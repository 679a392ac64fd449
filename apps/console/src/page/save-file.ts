import { t } from '@lingui/core/macro';
import { bytesInWords } from './bytes-in-words.js';
import { NotSaved } from './not-saved.js';

type Stream = ReadableStream<Uint8Array>;

interface PickedFile {
  readonly createWritable: () => Promise<WritableStream<Uint8Array>>;
}

/** What the browser can do with files. */
interface Browser {
  /** Asks the person for a file to write to. */
  readonly pick: ((options: { readonly suggestedName: string }) => Promise<PickedFile>) | undefined;
  /** Downloads what is in memory. */
  readonly keep: (name: string, blob: Blob) => unknown;
}

/** What a browser that can write no file as it comes may keep in memory. */
const MOST_IN_MEMORY = 256 * 2 ** 20;

const keep = (name: string, blob: Blob): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // the download has begun by then, in every browser
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

const thisBrowser = (): Browser => {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: NonNullable<Browser['pick']> };
  return { pick: showSaveFilePicker?.bind(globalThis), keep };
};

const tooLarge = (most: number): NotSaved => {
  const size = bytesInWords(most);
  return new NotSaved(
    t`This browser keeps a file in memory until it is whole, so at most ${size}. Use one that writes it as it comes, such as Chrome or Edge, or the API.`,
  );
};

const collect = async (stream: Stream, most: number): Promise<Blob> => {
  let size = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform: (part, controller) => {
      size += part.byteLength;
      if (size > most) throw tooLarge(most);
      controller.enqueue(part);
    },
  });
  return new Response(stream.pipeThrough(counted)).blob();
};

const isDeclined = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/**
 * Saves what `read` answers as a file. A link could not: it sends no token, and tokens in addresses end in logs. So the browser
 * writes what this page reads; where it can, as it comes. Who chooses no file asks for nothing.
 */
export const saveFile = async (
  name: string,
  read: () => Promise<Stream>,
  browser: Browser = thisBrowser(),
  most = MOST_IN_MEMORY,
): Promise<void> => {
  if (browser.pick === undefined) {
    browser.keep(name, await collect(await read(), most));
    return;
  }
  // at once: the browser shows its dialog only right after a press
  const file = await browser.pick({ suggestedName: name }).catch((error: unknown) => {
    if (isDeclined(error)) return undefined;
    throw error;
  });
  if (file === undefined) return;
  const stream = await read();
  await stream.pipeTo(await file.createWritable());
};
