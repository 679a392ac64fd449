/**
 * `npm run crash -- --kills 200 --seed 1`: a standalone under load is killed (`kill -9`) at random moments and started again;
 * afterwards nothing that was acknowledged may be lost or doubled. With `--processes` two of each part run as processes of their
 * own on one pair of stores, and any of them is killed while the others go on. With `--kubernetes` their sessions are pods of a
 * control plane (tools/kubeplane/build.sh), whose parts are killed, too; it goes on until `--launches` were asked for. With `--images`
 * processes are killed while code repositories are pushed to and their images are built, told of and chosen (docker-registry).
 * Exits 0 when all of it is true.
 */
import { parseArgs } from 'node:util';
import { crashRun } from './crash-run.js';
import { imagesRun } from './images/images-run.js';
import { describeVerdict } from './verdict.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    launches: { type: 'string' },
    seed: { type: 'string' },
    processes: { type: 'boolean', default: false },
    kubernetes: { type: 'boolean', default: false },
    images: { type: 'boolean', default: false },
  },
});
const extent = {
  kills: Number(values.kills ?? (values.kubernetes ? 0 : 200)),
  launches: Number(values.launches ?? (values.kubernetes ? 50 : 0)),
};
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (![extent.kills, extent.launches].every((count) => Number.isInteger(count) && count >= 0) || !Number.isInteger(seed))
  throw new Error('--kills and --launches take a whole number, --seed as well');

const ofParts = values.processes ? 'processes' : 'standalone';
const target = values.kubernetes ? 'kubernetes' : ofParts;

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

tell(
  `${values.images ? 'images' : target}: at least ${extent.kills} kills and ${extent.launches} launches, seed ${seed}`,
);
const ending = new AbortController();
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => ending.abort(new Error(`ended by ${name}`)));
const run = { ...extent, seed, tell, signal: ending.signal };
const verdicts = await (values.images ? imagesRun(run) : crashRun({ ...run, target }));
for (const verdict of verdicts) tell(describeVerdict(verdict));
const failed = verdicts.filter(({ problems }) => problems.length > 0).length;
tell(`seed ${seed}`);
tell(`${verdicts.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
