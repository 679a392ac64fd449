import type { Machine } from './machine.js';
import type { Measurement } from './measurement.js';

const judged = ({ met }: Measurement): string => {
  if (met === undefined) return '';
  return met ? 'met' : 'MISSED';
};

export const machineLine = ({ cpu, cores, memoryGiB, system, node, fsyncMs, load }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, fsync ${fsyncMs.toFixed(2)} ms, load ${load.toFixed(1)}`;

/** A table in columns. */
export const table = (measurements: readonly Measurement[]): string => {
  const rows = [
    ['what', 'goal', 'measured', ''],
    ...measurements.map((row) => [row.what, row.goal, row.measured, judged(row)]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
