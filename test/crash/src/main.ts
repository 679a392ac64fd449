/**
 * `npm run crash -- --kills 200 --seed 1`: a standalone under load is killed (`kill -9`) at random moments and started again;
 * afterwards nothing that was acknowledged may be lost or doubled. With `--processes` two of each part run as processes of their
 * own on one pair of stores, and any of them is killed while the others go on. Exits 0 when all of it is true.
 */
import { parseArgs } from 'node:util';
import { crashRun } from './crash-run.js';
import { describeVerdict } from './verdict.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string' },
    processes: { type: 'boolean', default: false },
  },
});
const { processes } = values;
const kills = Number(values.kills);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed))
  throw new Error('--kills takes a whole number of at least 1, --seed a whole number');

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

tell(`${kills} kills, seed ${seed}`);
const ending = new AbortController();
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => ending.abort(new Error(`ended by ${name}`)));
const verdicts = await crashRun({ kills, seed, processes, tell, signal: ending.signal });
for (const verdict of verdicts) tell(describeVerdict(verdict));
const failed = verdicts.filter(({ problems }) => problems.length > 0).length;
tell(`seed ${seed}`);
tell(`${verdicts.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
