/**
 * `npm run rollout -- --seed 1`: under load, the next version of worker, API and gateway takes over beside the old one and the old one
 * comes back, in both orders; nobody may read what is older than it may be, no request is cut off, and no session is touched. Exits 0 when all of it is true.
 */
import { parseArgs } from 'node:util';
import { describeVerdict } from '../../crash/src/verdict.js';
import { rolloutRun } from './rollout-run.js';

const { values } = parseArgs({ options: { seed: { type: 'string' } } });
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isInteger(seed)) throw new Error('--seed takes a whole number');

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

tell(`seed ${seed}`);
const verdicts = await rolloutRun({ seed, tell });
for (const verdict of verdicts) tell(describeVerdict(verdict));
const failed = verdicts.filter(({ problems }) => problems.length > 0).length;
tell(`${verdicts.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
