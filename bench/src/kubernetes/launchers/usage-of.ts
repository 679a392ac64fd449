import { readFile } from 'node:fs/promises';

/** Linux says it so, whatever the processor's frequency is. */
const TICK_MS = 10;

interface ProcessUsage {
  readonly cpuMs: number;
  readonly rssBytes: number;
}

/** What processes have used so far, and hold now, together. */
export const usageOf = async (pids: readonly number[]): Promise<ProcessUsage> => {
  const each = await Promise.all(pids.map(usageOfOne));
  const sum = (of: (usage: ProcessUsage) => number): number => each.reduce((total, usage) => total + of(usage), 0);
  return { cpuMs: sum(({ cpuMs }) => cpuMs), rssBytes: sum(({ rssBytes }) => rssBytes) };
};

const usageOfOne = async (pid: number): Promise<ProcessUsage> => {
  const [stat, status] = await Promise.all(['stat', 'status'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')));
  // The program's name comes before, in parentheses, and may have spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1];
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS, rssBytes: Number(resident) * 1024 };
};
