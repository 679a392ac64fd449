import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { SigningKeys } from '../signing/signing-keys.js';
import { TrustedKeys } from '../signing/trusted-keys.js';
import { linesOf } from './lines-of.js';
import { chained, sealed } from './sealed-line.js';
import { type Verdict, verifyExport } from './verify-export.js';
import { writeExport } from './write-export.js';

const keys = SigningKeys.parse(SigningKeys.generate());
const others = SigningKeys.parse(SigningKeys.generate());
const trusted = (...of: SigningKeys[]): TrustedKeys =>
  new TrustedKeys(JSON.stringify({ keys: of.flatMap(({ publicKeys }) => publicKeys) }));

const entry = (n: number) => ({
  ...{ position: String(n * 100), stream: `launch-${n % 3}`, revision: n, type: 'LaunchProgressed' },
  ...{ at: '2026-11-29T08:00:00.000Z', actor: `person-${n % 2}`, correlationId: 'c', causationId: 'c' },
  data: { name: 'Größe 🙂 "hash":"x"', cpu: 0.5 },
});

const exported = async (
  count: number,
  { by = keys, exportedAt = '2026-11-29T09:00:00.000Z', unreadable = [] as number[] } = {},
): Promise<string> => {
  const pages = async function* () {
    await Promise.resolve();
    for (let n = 1; n <= count; n += 2)
      yield Array.from({ length: Math.min(2, count + 1 - n) }, (_, k) => ({
        ...entry(n + k),
        ...(unreadable.includes(n + k) && { type: 'UnreadableEvent' }),
      }));
  };
  const about = { project: 'p', log: 'l', exportedAt, exportedBy: 'audrey', exportedAs: ['auditor'] };
  const called = (ids: readonly string[]) =>
    Promise.resolve(Object.fromEntries(ids.map((id) => [id, `Name of ${id}`])));
  const parts = { about, pages: pages(), peopleIn: ({ actor }: { actor: string }) => [actor], called, keys: by };
  let text = '';
  for await (const chunk of writeExport(parts)) text += chunk;
  return text;
};

const chunks = async function* (bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
};

const verify = (text: string | Buffer, by = trusted(keys)): Promise<Verdict> =>
  verifyExport(linesOf(chunks(Buffer.from(text), 100)), by);

const linesIn = (text: string): string[] => text.trimEnd().split('\n');
const joined = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** Header, six events, people, manifest. */
const EVENTS = 6;
const whole = await exported(EVENTS);
const lines = linesIn(whole);
const LAST = lines.length - 1;

describe('rule 14, an export', () => {
  test('that is as it was signed says what it is', async () => {
    expect(await verify(whole)).toMatchObject({
      isWhole: true,
      header: { project: 'p', exportedBy: 'audrey' },
      manifest: { events: EVENTS, firstPosition: '100', lastPosition: '600', keyId: keys.keyId },
    });
    expect(JSON.parse(lines[1]!)).toMatchObject(entry(1));
    expect(JSON.parse(lines.at(-2)!)).toMatchObject({ people: { 'person-0': 'Name of person-0' } });
  });

  test('says how many of its events the program that exported could not read', async () => {
    const verdict = await verify(await exported(5, { unreadable: [2, 5] }));
    expect(verdict).toMatchObject({ isWhole: true, manifest: { events: 5, unreadable: 2 } });
    expect(whole).not.toContain('unreadable');
  });

  test('of nothing is an export too', async () =>
    expect(await verify(await exported(0))).toMatchObject({ isWhole: true, manifest: { events: 0 } }));

  test('with one byte changed, wherever, is found, and where', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(Buffer.byteLength(whole) - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= by;
        const line =
          Buffer.from(whole)
            .subarray(0, at)
            .filter((byte) => byte === 0x0a).length + 1;
        expect(await verify(bytes)).toMatchObject({ isWhole: false, line });
      }),
      { numRuns: 2_000 },
    ));

  const alteredAt = (line: number, from: string, to: string): string =>
    joined(lines.map((text, at) => (at === line ? text.replace(from, to) : text)));

  test.each([
    ['the header', 0, '"exportedBy":"audrey"', '"exportedBy":"ada"'],
    ['data', 3, '0.5', '0.6'],
    ['an actor', 4, 'person-0', 'person-1'],
    ['a number', 2, '"number":2', '"number":5'],
    ['a hash', 2, '"hash":"', '"hash":"0'],
    ['a name', 7, 'Name of', 'No name of'],
    ['the manifest', LAST, '"events":6', '"events":7'],
  ])('altered in %s', async (_, at, from, to) => {
    expect(await verify(alteredAt(at, from, to))).toMatchObject({ isWhole: false, what: 'altered', line: at + 1 });
  });

  test('says which event was altered', async () =>
    expect(await verify(alteredAt(3, '0.5', '0.6'))).toMatchObject({
      message: 'this line was altered (LaunchProgressed at position 300, revision 3 of launch-0)',
    }));

  test.each(lines.slice(0, -1).map((_, at) => at))('without line %#, misses it', async (at) =>
    expect(await verify(joined(lines.toSpliced(at, 1)))).toMatchObject({ what: 'missing', line: at + 1 }),
  );

  test('without some lines misses all of them', async () =>
    expect(await verify(joined(lines.toSpliced(2, 3)))).toMatchObject({
      ...{ what: 'missing', line: 3 },
      message:
        'lines 3 to 5 are missing: what comes now was line 6 (LaunchProgressed at position 500, revision 5 of launch-2)',
    }));

  const forged = (number: number): string => {
    const body = JSON.stringify({ ...entry(9), number });
    return sealed(body, 'hash', chained('', body));
  };

  test.each(lines.slice(1).map((_, at) => at + 1))('with a line added before line %#', async (at) => {
    const found = { what: 'added', line: at + 1 };
    if (at < LAST) expect(await verify(joined(lines.toSpliced(at, 0, forged(at))))).toMatchObject(found);
    expect(await verify(joined(lines.toSpliced(at, 0, lines[at - 1]!)))).toMatchObject(found);
  });

  test('with a line after its manifest', async () =>
    expect(await verify(joined([...lines, forged(9)]))).toMatchObject({ what: 'added', line: LAST + 2 }));

  const pairs = lines.flatMap((_, a) => lines.map((__, b) => [a, b] as const)).filter(([a, b]) => a < b);

  test.each(pairs)('with lines %i and %i swapped', async (a, b) => {
    const found = await verify(joined(lines.with(a, lines[b]!).with(b, lines[a]!)));
    expect(found).toMatchObject({ what: 'swapped', line: a + 1 });
  });

  test('without its manifest, or with half a line at the end, was cut off', async () => {
    expect(await verify(joined(lines.slice(0, -1)))).toMatchObject({ what: 'cut off', line: LAST + 1 });
    for (const end of [1, 20, 90])
      expect(await verify(whole.slice(0, -end - 1))).toMatchObject({ what: 'cut off', line: LAST + 1 });
    expect(await verify(joined(lines.slice(0, 4)))).toMatchObject({ what: 'cut off', line: 5 });
  });

  test('with the manifest of another one', async () => {
    const another = linesIn(await exported(EVENTS, { exportedAt: '2026-11-30T09:00:00.000Z' }));
    expect(await verify(joined(lines.with(LAST, another[LAST]!)))).toMatchObject({
      ...{ what: 'manifest of another export', line: LAST + 1 },
    });
  });

  test('whose hashes somebody computed anew is not what was signed', async () => {
    let head = '';
    const anew = lines.slice(0, -1).map((line) => {
      const body = `${line.replace('0.5', '0.7').slice(0, -'"hash":""}'.length - 65)}}`;
      head = chained(head, body);
      return sealed(body, 'hash', head);
    });
    expect(await verify(joined([...anew, lines[LAST]!]))).toMatchObject({ isWhole: false, line: LAST + 1 });
    const sameHeader = [lines[0]!, ...anew.slice(1)];
    expect(JSON.parse(anew[0]!)).toEqual(JSON.parse(lines[0]!));
    expect(await verify(joined([...sameHeader, lines[LAST]!]))).toMatchObject({ what: 'rewritten' });
  });

  test('signed with a key that is not trusted', async () =>
    expect(await verify(whole, trusted(others))).toMatchObject({ what: 'unknown key', line: LAST + 1 }));

  test('still verifies when its key was replaced', async () => {
    expect(await verify(whole, trusted(others, keys))).toMatchObject({ isWhole: true });
    expect(await verify(await exported(2, { by: others }), trusted(others, keys))).toMatchObject({ isWhole: true });
  });

  test.each([
    ['nothing', ''],
    ['a text', 'Hello\nworld\n'],
    ['other JSON', '{"a":1}\n'],
  ])('is not %s', async (_, text) => expect(await verify(text)).toMatchObject({ what: 'not an export', line: 1 }));

  test('has no line that is read as JSON whose nesting alone fills the memory', async () => {
    const nested = '['.repeat(5 * 2 ** 20);
    const header = `{"format":"renku-sessions-export","number":0,"more":${nested}}`;
    const files = [
      [nested],
      [sealed(header, 'hash', chained('', header))],
      [lines[0]!, sealed(`{"more":${nested}}`, 'signature', 'a'.repeat(128))],
    ];
    const parse = vi.spyOn(JSON, 'parse');
    const verdicts: Verdict[] = [];
    for (const file of files) verdicts.push(await verify(Buffer.from(joined(file))));
    const longest = Math.max(0, ...parse.mock.calls.map(([text]) => text.length));
    parse.mockRestore();
    expect(longest).toBeLessThan(nested.length);
    expect(verdicts).toEqual([
      expect.objectContaining({ what: 'not an export', line: 1 }),
      expect.objectContaining({ what: 'not an export', line: 1 }),
      expect.objectContaining({ what: 'altered', line: 2 }),
    ]);
  });
});

test('a key of another kind is none', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  expect(() => new TrustedKeys(publicKey.export({ format: 'pem', type: 'spki' }) as string)).toThrow('no Ed25519 key');
});
