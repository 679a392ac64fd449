import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { linesOf, ProjectExports, SigningKeys, TrustedKeys, verifyExport } from '#libs/audit';
import { HistoryQueries, projectHistory } from '#libs/history';
import { connectReadModels } from '#libs/read-models';

/** `node exporter.js <database> <project> <file>`: exports a project and verifies it, and says how long that took and what it held. */
const [url = '', projectId = '', file = ''] = process.argv.slice(2);
const database = connectReadModels({ url, databaseName: 'bench', projections: [projectHistory] });
const keys = SigningKeys.parse(SigningKeys.generate());
const nobody = { displayNames: () => Promise.resolve(new Map<string, string>()) };
const log = { identity: () => Promise.resolve('bench'), head: () => Promise.resolve(0n) };
const exports = new ProjectExports(new HistoryQueries(database.readModels), database.readModels, nobody, log, keys);
const viewer = { as: new Set(['auditor'] as const), from: 0n };

const WARM = 200;

/** What it holds when so many parts have passed, and at most after that. */
class Memory {
  private parts = 0;
  private warm = 0;
  private most = 0;

  async *watch<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const part of source) {
      yield part;
      this.parts += 1;
      const { rss } = process.memoryUsage();
      if (this.parts <= WARM) this.warm = rss;
      this.most = Math.max(this.most, rss);
    }
  }

  get growthMiB(): number {
    return (this.most - this.warm) / 2 ** 20;
  }
}

const timed = async (work: (memory: Memory) => Promise<void>) => {
  const memory = new Memory();
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await work(memory);
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  return { ms, cpuMs: (user + system) / 1000, growthMiB: memory.growthMiB };
};

const exported = await timed(async (memory) => {
  const text = await exports.begin({ projectId, viewer, exportedBy: 'system:bench' });
  await pipeline(Readable.from(memory.watch(text)), createWriteStream(file));
});
const verified = await timed(async (memory) => {
  const chunks = memory.watch(createReadStream(file) as AsyncIterable<Buffer>);
  const verdict = await verifyExport(linesOf(chunks), new TrustedKeys(JSON.stringify({ keys: keys.publicKeys })));
  if (!verdict.isWhole) throw new Error(verdict.message);
});
await database.close();
process.stdout.write(
  `exported ${JSON.stringify({ exported, verified, peakMiB: process.resourceUsage().maxRSS / 1024 })}\n`,
);
