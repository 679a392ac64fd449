import type { Machine } from './machine.js';
import type { Measurement } from './measurement.js';

const judged = ({ met }: Measurement): string => {
  if (met === undefined) return '';
  return met ? 'met' : 'MISSED';
};

export const machineLine = ({ cpu, cores, memoryGiB, system, node, fsyncMs, load }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}, fsync ${fsyncMs.toFixed(2)} ms, load ${load.toFixed(1)}`;

const ratioOf = ({ ratio }: Measurement): string => (ratio === undefined ? '' : `${ratio.toFixed(1)} ×`);

/** A table in columns; those of a peer where one was measured. */
export const table = (measurements: readonly Measurement[]): string => {
  const isCompared = measurements.some(({ theirs }) => theirs !== undefined);
  const compared = (...cells: readonly string[]): readonly string[] => (isCompared ? cells : []);
  const rows = [
    ['what', 'goal', 'measured', ...compared('theirs', 'better by'), ''],
    ...measurements.map((row) => [
      ...[row.what, row.goal, row.measured],
      ...compared(row.theirs ?? '', ratioOf(row)),
      judged(row),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
