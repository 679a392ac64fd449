import type { TrustedKeys } from '../signing/trusted-keys.js';
import { type ExportHeader, headerSchema, type Manifest, manifestSchema, VERSION } from './export-format.js';
import type { Finding, What } from './finding.js';
import { jsonIn } from './json-in.js';
import { follows, isLine, judgeLine, type Reached } from './judge-line.js';
import { type SealedLine, unsealed } from './sealed-line.js';

/** What an export that is as it was signed says of itself; else the first thing that does not fit. */
export type Verdict =
  | { readonly isWhole: true; readonly header: ExportHeader; readonly manifest: Manifest }
  | ({ readonly isWhole: false } & Finding);

/** A line with the one after it, which tells what became of one that does not fit. */
type Pair = readonly [line: Buffer, next: Buffer | undefined];

async function* inPairs(lines: AsyncIterable<Buffer>): AsyncGenerator<Pair> {
  let before: Buffer | undefined;
  for await (const line of lines) {
    if (before !== undefined) yield [before, line];
    before = line;
  }
  if (before !== undefined) yield [before, undefined];
}

const broken = (what: What, line: number, message: string): Verdict => ({ isWhole: false, what, line, message });

interface Header {
  readonly hash: string;
  readonly said: ExportHeader;
}

const headerIn = (line: SealedLine): Header | Verdict => {
  const { success, data } = headerSchema.safeParse(jsonIn(line.body));
  if (!success) return broken('not an export', 1, 'this is no export of a project’s events');
  if (data.version === VERSION) return { hash: line.seal, said: data };
  return broken('not an export', 1, `this is an export in version ${data.version}: a newer program has to verify it`);
};

const isVerdict = (found: Header | Verdict): found is Verdict => 'isWhole' in found;

const misfit = (reached: Reached, [line, next]: Pair): Verdict => {
  const at = reached.number + 1;
  const isReadable = isLine(line);
  if (!isReadable && next === undefined && reached.number > 0)
    return broken('cut off', at, 'the file ends in the middle of this line: it was cut off, or the export broke off');
  if (!isReadable && reached.number === 0 && !(next !== undefined && isLine(next)))
    return broken('not an export', at, 'this is no export of a project’s events');
  return { isWhole: false, ...judgeLine(reached, line, next) };
};

const signedBy = (
  keys: TrustedKeys,
  manifest: Manifest,
  { body, seal }: SealedLine,
  line: number,
): Verdict | undefined => {
  const isSigned = keys.hasSigned(manifest.keyId, body, seal);
  if (isSigned === true) return undefined;
  if (isSigned === false) return broken('altered', line, 'the manifest was altered: its signature does not fit it');
  const given = keys.ids.join(', ');
  return broken(
    'unknown key',
    line,
    `it is signed with the key ${manifest.keyId}, which is none of those given: ${given}`,
  );
};

/** What is said at the end, of all that came before. */
const atManifest = (
  keys: TrustedKeys,
  reached: Reached,
  { hash, said }: Header,
  sealed: SealedLine,
  pair: Pair,
): Verdict => {
  const { success, data: manifest } = manifestSchema.safeParse(jsonIn(sealed.body));
  if (!success) return misfit(reached, pair);
  const line = reached.number + 1;
  const unsigned = signedBy(keys, manifest, sealed, line);
  if (unsigned !== undefined) return unsigned;
  if (manifest.header !== hash)
    return broken('manifest of another export', line, 'the manifest is signed, and is another export’s');
  if (manifest.number > reached.number) return misfit(reached, pair);
  if (manifest.head !== reached.head)
    return broken(
      'rewritten',
      line,
      'lines were changed and their hashes computed anew: they are not those that were signed; which, cannot be told',
    );
  if (pair[1] !== undefined) return broken('added', line + 1, 'this line was added, after the manifest');
  return { isWhole: true, header: said, manifest };
};

/** Lines that were taken in, one after the other. */
class Verification {
  private reached: Reached = { number: 0, head: '' };
  private header: Header | undefined;

  constructor(private readonly keys: TrustedKeys) {}

  /** Undefined: so far it fits. */
  take(pair: Pair): Verdict | undefined {
    const { header, reached } = this;
    const sealed = unsealed(pair[0]);
    if (header === undefined) return this.begin(sealed, pair);
    if (sealed?.by === 'signature') return atManifest(this.keys, reached, header, sealed, pair);
    return this.proceed(sealed, pair);
  }

  end(): Verdict {
    if (this.header === undefined) return broken('not an export', 1, 'the file is empty');
    const line = this.reached.number + 1;
    return broken('cut off', line, 'the file ends before its manifest: it was cut off, or the export broke off');
  }

  private begin(sealed: SealedLine | undefined, pair: Pair): Verdict | undefined {
    const found = this.proceed(sealed, pair) ?? (sealed && headerIn(sealed));
    if (found !== undefined && isVerdict(found)) return found;
    this.header = found;
    return undefined;
  }

  private proceed(sealed: SealedLine | undefined, pair: Pair): Verdict | undefined {
    const { number, head } = this.reached;
    if (sealed === undefined || !follows(head, sealed)) return misfit(this.reached, pair);
    this.reached = { number: number + 1, head: sealed.seal };
    return undefined;
  }
}

/** Reads an export once, two lines in memory at a time, up to the first thing that does not fit. */
export const verifyExport = async (lines: AsyncIterable<Buffer>, keys: TrustedKeys): Promise<Verdict> => {
  const verification = new Verification(keys);
  for await (const pair of inPairs(lines)) {
    const verdict = verification.take(pair);
    if (verdict !== undefined) return verdict;
  }
  return verification.end();
};
