import { describe, expect, test } from 'vitest';
import type { HistoryEntry, HistoryQueries, Viewer } from '#libs/history';
import { SigningKeys } from '../signing/signing-keys.js';
import { TrustedKeys } from '../signing/trusted-keys.js';
import { linesOf } from './lines-of.js';
import { ProjectExports } from './project-exports.js';
import { verifyExport } from './verify-export.js';

const keys = SigningKeys.parse(SigningKeys.generate());
const trusted = new TrustedKeys(JSON.stringify({ keys: keys.publicKeys }));
const viewer: Viewer = { as: new Set(['auditor']), from: 0n };
const order = { projectId: 'p', viewer, exportedBy: 'audrey' };
const broken = new Error('the database is gone');

const entry = (n: number): HistoryEntry => ({
  ...{ position: String(n), projectId: 'p', stream: 'project-p', revision: n, type: 'ProjectRenamed' },
  ...{ at: '2026-11-29T08:00:00.000Z', actor: 'grace-who-owns-it', correlationId: 'c', causationId: 'c' },
  data: { projectId: 'p', name: 'n' },
});

/** Pages of one event, as they are asked for; the one at `failing` cannot be read. */
const exportsOf = ({ pages = 3, failing = -1, asked = [] as number[], hasKey = true, isBehind = false } = {}) => {
  const searches: unknown[] = [];
  const history = {
    async *pages(search: unknown) {
      await Promise.resolve();
      searches.push(search);
      for (let n = 1; n <= pages; n += 1) {
        asked.push(n);
        if (n === failing) throw broken;
        yield [entry(n)];
      }
    },
  } as unknown as HistoryQueries;
  const waited: bigint[] = [];
  const waitFor = (position: bigint): Promise<boolean> => {
    waited.push(position);
    return Promise.resolve(!isBehind);
  };
  const readModels = { position: () => Promise.resolve(waited.length === 0 ? 1n : 2n), waitFor };
  const directory = { displayNames: () => Promise.resolve(new Map<string, string>()) };
  const log = { identity: () => Promise.resolve('l'), head: () => Promise.resolve(2n) };
  const exports = new ProjectExports(history, readModels, directory, log, hasKey ? keys : undefined);
  return { exports, searches, waited };
};

const textOf = async (chunks: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
};

const verdictOn = (text: string) =>
  verifyExport(
    linesOf(
      (async function* () {
        await Promise.resolve();
        yield Buffer.from(text);
      })(),
    ),
    trusted,
  );

describe('an export of a project', () => {
  test('is whole, and ends where all of the history is stored', async () => {
    const { exports, searches } = exportsOf();
    const text = await textOf(await exports.begin(order));
    expect(await verdictOn(text)).toMatchObject({ isWhole: true, manifest: { events: 3 } });
    expect(text).toContain('"grace-who-owns-it":"an erased person (grace-wh)"');
    expect(searches).toEqual([{ projectId: 'p', viewer, before: 3n }]);
  });

  test('is refused before anything of it is written: without a key, and where the first page cannot be read', async () => {
    await expect(exportsOf({ hasKey: false }).exports.begin(order)).rejects.toMatchObject({
      code: 'signing-unavailable',
    });
    await expect(exportsOf({ failing: 1 }).exports.begin(order)).rejects.toBe(broken);
  });

  test('has all that the log had when it began, or is refused: what is signed does not lack what came before', async () => {
    const { exports, searches, waited } = exportsOf();
    await exports.begin(order);
    expect(waited).toEqual([2n]);
    expect(searches).toMatchObject([{ before: 3n }]);
    await expect(exportsOf({ isBehind: true }).exports.begin(order)).rejects.toMatchObject({
      code: 'read-model-behind',
    });
  });

  test('that breaks off is told from a whole one', async () => {
    const chunks = await exportsOf({ failing: 2 }).exports.begin(order);
    let text = '';
    const reading = async (): Promise<void> => {
      for await (const chunk of chunks) text += chunk;
    };
    await expect(reading()).rejects.toBe(broken);
    expect(text).toContain('"position":"1"');
    expect(await verdictOn(text)).toMatchObject({ isWhole: false, what: 'cut off' });
  });

  test('reads no faster than it is read: a page ahead', async () => {
    const asked: number[] = [];
    const chunks = await exportsOf({ pages: 100, asked }).exports.begin(order);
    expect(asked).toEqual([1]);
    for (let n = 0; n < 4; n += 1) await chunks.next();
    expect(asked.length).toBeLessThanOrEqual(5);
  });
});
