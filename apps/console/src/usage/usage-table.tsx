import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Fragment, type ReactNode, useState } from 'react';
import type { Usage } from '../api/schema.js';
import { i18n } from '../language/i18n.js';
import { useServices } from '../page/services.js';
import { lineName, runsOfLine } from './usage-line.js';
import { UsageRuns } from './usage-runs.js';
import type { UsageFilter } from './usage-wish.js';
import { useUsageNames } from './use-usage-names.js';

type Amounts = Usage['total'];

const columns = [
  ['cpuCoreHours', msg`CPU core hours`],
  ['memoryGiBHours', msg`Memory GiB hours`],
  ['gpuHours', msg`GPU hours`],
  ['runs', msg`Runs`],
  ['failed', msg`Failed`],
] as const;

interface Props {
  readonly usage: Usage;
  /** That it was asked for with. */
  readonly filter: UsageFilter;
}

/** Lines of the ledger and their sum; each with the runs that it is made of, for who may see them. */
export const UsageTable = ({ usage, filter }: Props): ReactNode => {
  const { me } = useServices();
  const call = useUsageNames(usage.names);
  const [opened, open] = useState<string>();
  const { lines, total, ...asked } = usage;
  const maySeeRuns = usage.of === 'mine' || me.roles.includes('auditor');
  if (lines.length === 0) return <Nothing />;
  const most = Math.max(...lines.map(({ cpuCoreHours }) => cpuCoreHours));
  return (
    <div className="usage" role="region" aria-label={t`Lines of usage`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Trans context="usage">Of</Trans>
            </th>
            {columns.map(([amount, words]) => (
              <th key={amount} scope="col">
                {t(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const name = lineName(line, call);
            const key = JSON.stringify([line.month, line.projectId, line.userId, line.resourceClassId]);
            const isOpen = opened === key;
            return (
              <Fragment key={key}>
                <tr>
                  <th scope="row">
                    {name}
                    <Bar part={most === 0 ? 0 : line.cpuCoreHours / most} />
                    {maySeeRuns && (
                      <button
                        type="button"
                        className="quiet small"
                        aria-expanded={isOpen}
                        aria-label={t`Runs of ${name}`}
                        onClick={() => open(isOpen ? undefined : key)}
                      >
                        <Trans>Runs</Trans>
                      </button>
                    )}
                  </th>
                  <Cells of={line} />
                </tr>
                {isOpen && (
                  <tr>
                    <td colSpan={columns.length + 1}>
                      <UsageRuns question={runsOfLine(line, asked, filter)} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <Trans>All of it</Trans>
            </th>
            <Cells of={total} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
};

const Nothing = (): ReactNode => (
  <p className="soft empty">
    <Trans>Nothing was kept for sessions in this time.</Trans>
  </p>
);

const Cells = ({ of }: { readonly of: Amounts }): ReactNode =>
  columns.map(([amount]) => <td key={amount}>{i18n.number(of[amount], { maximumFractionDigits: 2 })}</td>);

/** Of its core hours beside those of the longest. The number stands beside it: who does not see it misses nothing. */
const Bar = ({ part }: { readonly part: number }): ReactNode => (
  <svg className="bar" aria-hidden="true" width="100%" height="6">
    <rect width={`${part * 100}%`} height="6" rx="3" />
  </svg>
);
