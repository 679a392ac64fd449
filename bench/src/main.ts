/**
 * `npm run bench` prints a table; `npm run bench -- --json FILE` writes the numbers as well, `--only NAME` measures one part,
 * `--scale` what things cost while what surrounds them grows, `--kubernetes` launches on a control plane of its own, beside JupyterHub,
 * `--images` what is in an image of real packages, which REAL_IMAGE names.
 * What it measures runs in processes of its own, as it does in use; the load comes from this one.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contents } from './images/contents.js';
import { burst } from './kubernetes/burst.js';
import { trackedPods } from './kubernetes/tracked-pods.js';
import { describeMachine } from './machine.js';
import type { Measurement } from './measurement.js';
import { appends } from './rows/appends.js';
import { commandLatency } from './rows/command-latency.js';
import { consolePages } from './rows/console.js';
import { executor } from './rows/executor.js';
import { exports } from './rows/exports.js';
import { footprint } from './rows/footprint.js';
import { images } from './rows/images.js';
import { projection } from './rows/projection.js';
import { sessionReads } from './rows/session-reads.js';
import { measureScale } from './scale/measure-scale.js';
import { scaleRows } from './scale/scale-rows.js';
import { machineLine, table } from './table.js';

type Part = (directory: string) => Promise<Measurement[]>;

const rows: Readonly<Record<string, Part>> = {
  footprint,
  appends,
  projection,
  latency: commandLatency,
  reads: sessionReads,
  executor,
  exports,
  images,
  console: consolePages,
};

const scaleParts: Readonly<Record<string, Part>> = Object.fromEntries(
  Object.entries(scaleRows).map(([name, row]) => [name, (directory) => measureScale(row, directory)]),
);

const kubernetesParts: Readonly<Record<string, Part>> = { burst, tracked: trackedPods };

const imageParts: Readonly<Record<string, Part>> = { contents };

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string' },
    scale: { type: 'boolean', default: false },
    kubernetes: { type: 'boolean', default: false },
    images: { type: 'boolean', default: false },
  },
});
const scaled = values.scale ? scaleParts : rows;
const onCluster = values.kubernetes ? kubernetesParts : scaled;
const parts = values.images ? imageParts : onCluster;
const names = values.only === undefined ? Object.keys(parts) : [values.only];
const unknown = names.find((name) => parts[name] === undefined);
if (unknown !== undefined) throw new Error(`--only takes one of ${Object.keys(parts).join(', ')}, not ${unknown}`);

// Each program that is started here ends with this one.
process.setMaxListeners(30);
const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-bench-'));
try {
  const machine = await describeMachine(directory);
  process.stdout.write(`${machineLine(machine)}\n`);
  const measurements: Measurement[] = [];
  for (const name of names) {
    process.stderr.write(`measuring ${name} …\n`);
    measurements.push(...((await parts[name]?.(directory)) ?? []));
  }
  process.stdout.write(`${table(measurements)}\n`);
  process.stdout.write(`load at the end ${(loadavg()[0] ?? 0).toFixed(1)}\n`);
  if (values.json !== undefined)
    await writeFile(
      values.json,
      `${JSON.stringify({ at: new Date().toISOString(), machine, measurements }, null, 2)}\n`,
    );
} finally {
  await rm(directory, { recursive: true, force: true });
}
