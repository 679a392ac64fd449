import { placeSchema } from './export-format.js';
import type { Finding } from './finding.js';
import { jsonIn } from './json-in.js';
import { chained, type SealedLine, unsealed } from './sealed-line.js';

/** Where one is in the file: the number that the next line has to have, and the hash that it has to be chained to. */
export interface Reached {
  readonly number: number;
  readonly head: string;
}

/** A line as far as it can be read. */
interface ReadLine {
  readonly sealed: SealedLine | undefined;
  readonly number: number | undefined;
  /** Which event it is, for people. */
  readonly event: string;
}

const eventIn = (said: unknown): string => {
  const { success, data } = placeSchema.safeParse(said);
  return success ? ` (${data.type} at position ${data.position}, revision ${data.revision} of ${data.stream})` : '';
};

const read = (bytes: Buffer): ReadLine => {
  const said = jsonIn(bytes);
  const { number } = (said ?? {}) as { number?: unknown };
  return { sealed: unsealed(bytes), number: typeof number === 'number' ? number : undefined, event: eventIn(said) };
};

/** Whether a line comes right after the one with this hash, by its own. */
export const follows = (head: string | undefined, line: SealedLine | undefined): boolean =>
  head !== undefined && line?.by === 'hash' && chained(head, line.body) === line.seal;

type Guess = (reached: Reached, line: ReadLine, next: ReadLine | undefined) => Omit<Finding, 'line'> | undefined;

/** In the place of its neighbour, which is here next; or of a line that is elsewhere, while the next one is where it belongs. */
const isOutOfPlace: (...of: Parameters<Guess>) => boolean = ({ number, head }, line, next) => {
  if (line.number === undefined || next === undefined || line.number <= number) return false;
  if (line.number === number + 1 && follows(head, next.sealed)) return true;
  return next.number === number + 1 && !follows(line.sealed?.seal, next.sealed);
};

const swapped: Guess = (reached, line, next) =>
  isOutOfPlace(reached, line, next)
    ? { what: 'swapped', message: `lines were swapped: here is what was line ${(line.number ?? 0) + 1}${line.event}` }
    : undefined;

const added: Guess = ({ number, head }, line, next) => {
  const isRepeated = line.number !== undefined && line.number < number;
  return isRepeated || follows(head, next?.sealed)
    ? { what: 'added', message: `this line was added${line.event}` }
    : undefined;
};

const missing: Guess = ({ number }, line, next) => {
  if (line.number === undefined || line.number <= number || next?.number === number + 1) return undefined;
  const which = line.number === number + 1 ? `line ${number + 1} is` : `lines ${number + 1} to ${line.number} are`;
  return { what: 'missing', message: `${which} missing: what comes now was line ${line.number + 1}${line.event}` };
};

/** What became of a line that does not come after those before it: told by its number, and by what the next one is chained to. */
export const judgeLine = (reached: Reached, bytes: Buffer, nextBytes: Buffer | undefined): Finding => {
  const [line, next] = [read(bytes), nextBytes && read(nextBytes)];
  const guesses = [swapped, added, missing].map((guess) => guess(reached, line, next));
  const found = guesses.find((guess) => guess !== undefined);
  return { line: reached.number + 1, ...(found ?? { what: 'altered', message: `this line was altered${line.event}` }) };
};

/** Whether anything at all says that this was a line of an export. */
export const isLine = (bytes: Buffer): boolean => {
  const { sealed, number } = read(bytes);
  return sealed !== undefined || number !== undefined;
};
