import { t } from '@lingui/core/macro';
import type { UsageRun } from '../api/schema.js';
import { i18n } from '../language/i18n.js';

const toFour = { maximumFractionDigits: 4 } as const;
/** As the API says them. */
const asIs = { maximumFractionDigits: 3, useGrouping: false } as const;

/** What counts of a run, as its line has it; most have no GPU. */
export const keptInWords = (run: Pick<UsageRun, 'cpu' | 'counted'>): string => {
  const cpu = i18n.number(run.cpu, asIs);
  const coreHours = i18n.number(run.counted.cpuCoreHours, toFour);
  const memoryHours = i18n.number(run.counted.memoryGiBHours, toFour);
  const gpuHours = i18n.number(run.counted.gpuHours, toFour);
  const seconds = i18n.number(run.counted.seconds, asIs);
  return run.counted.gpuHours === 0
    ? t`${cpu} CPU, ${coreHours} core hours, ${memoryHours} GiB hours in ${seconds} s`
    : t`${cpu} CPU, ${coreHours} core hours, ${memoryHours} GiB hours, ${gpuHours} GPU hours in ${seconds} s`;
};
