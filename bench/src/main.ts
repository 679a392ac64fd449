/** What is measured runs in processes of its own, as it does in use; the load comes from this one. */
import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
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

const kinds = { scale: scaleParts, kubernetes: kubernetesParts, images: imageParts };

const namesOf = (parts: Readonly<Record<string, Part>>): string => Object.keys(parts).join(', ');

const usage = `Usage: npm run bench -- [--scale | --kubernetes | --images] [--only NAME] [--json FILE]
  without any of them, goals for a machine as it is: ${namesOf(rows)}
  --scale       what things cost while what surrounds them grows: ${namesOf(scaleParts)}
  --kubernetes  launches on a control plane of its own, beside JupyterHub: ${namesOf(kubernetesParts)}
  --images      what is in an image of real packages, which REAL_IMAGE names: ${namesOf(imageParts)}
  --only NAME   one of these parts alone
  --json FILE   the numbers as well, beside the table
`;

/** Ends the program where it is not said well what to measure, or how that is said is asked for. */
const asked = () => {
  const flag = { type: 'boolean', default: false } as const;
  const options = {
    json: { type: 'string' },
    only: { type: 'string' },
    help: flag,
    scale: flag,
    kubernetes: flag,
    images: flag,
  } as const;
  try {
    const { values } = parseArgs({ options });
    if (values.help) {
      process.stdout.write(usage);
      process.exit();
    }
    const [kind] = (['images', 'kubernetes', 'scale'] as const).filter((name) => values[name]);
    const parts = kind === undefined ? rows : kinds[kind];
    const names = values.only === undefined ? Object.keys(parts) : [values.only];
    const unknown = names.find((name) => parts[name] === undefined);
    if (unknown !== undefined) throw new Error(`--only takes one of ${namesOf(parts)}, not ${unknown}`);
    return { parts, names, json: values.json };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
};

const { parts, names, json } = asked();

// each program that is started here ends with this one
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-bench-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
const machine = await describeMachine(directory);
process.stdout.write(`${machineLine(machine)}\n`);
const measurements: Measurement[] = [];
for (const name of names) {
  process.stderr.write(`measuring ${name} …\n`);
  measurements.push(...((await parts[name]?.(directory)) ?? []));
}
process.stdout.write(`${table(measurements)}\n`);
process.stdout.write(`load at the end ${(loadavg()[0] ?? 0).toFixed(1)}\n`);
if (json !== undefined)
  await writeFile(json, `${JSON.stringify({ at: new Date().toISOString(), machine, measurements }, null, 2)}\n`);
