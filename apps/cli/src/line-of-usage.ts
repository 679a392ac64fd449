import type { UsageView } from '#libs/usage';

const hours = (amount: number, unit: string): string => `${amount.toFixed(3).padStart(12)} ${unit}`;

/** One line for people: what it is about, and how much of what. */
export const lineOfUsage = (line: UsageView['lines'][number]): string => {
  const { userId, projectId, resourceClassId, month, runs, failed } = line;
  const ofClass = resourceClassId === null ? 'no class' : resourceClassId;
  return [
    ...[userId, projectId, ofClass?.padEnd(36), month].filter((part) => part !== undefined),
    hours(line.cpuCoreHours, 'core h'),
    hours(line.memoryGiBHours, 'GiB h'),
    hours(line.gpuHours, 'GPU h'),
    `${String(runs).padStart(7)} runs, ${failed} failed`,
  ].join('  ');
};
