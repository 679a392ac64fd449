import type { Finding } from './finding.js';

export interface DiskSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

const GIB = 1024 ** 3;
/** The log cannot grow any more soon, and what cannot be appended did not happen. */
const CRITICAL_BYTES = GIB / 4;
const LOW_BYTES = 2 * GIB;
const LOW_SHARE = 0.05;

export const judgeDiskSpace = (directory: string, { freeBytes, totalBytes }: DiskSpace): Finding => {
  const check = `disk of ${directory}`;
  const detail = `${(freeBytes / GIB).toFixed(1)} of ${(totalBytes / GIB).toFixed(1)} GiB are free`;
  const advice = 'make room, or give DATA_DIR a larger disk: log, documents and the disks of local sessions are there';
  if (freeBytes < CRITICAL_BYTES) return { check, status: 'problem', detail, advice };
  const isLow = freeBytes < LOW_BYTES || freeBytes < LOW_SHARE * totalBytes;
  return isLow ? { check, status: 'warning', detail, advice } : { check, status: 'ok', detail };
};
