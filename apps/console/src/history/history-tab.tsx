import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { addresses } from '../page/addresses.js';
import { Alert } from '../page/alert.js';
import { Answered } from '../page/answered.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { focusOnceDrawn } from '../page/focus-once-drawn.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useOpenProject } from '../projects/open-project.js';
import { ExportDialog } from './export-dialog.js';
import { ForReadersOfHistory } from './for-readers-of-history.js';
import { HistoryFilters } from './history-filters.js';
import { earlierFirst } from './moments.js';
import { PastPanel } from './past-panel.js';
import { Timeline } from './timeline.js';
import { rowKey } from './timeline-days.js';
import { useHistory } from './use-history.js';
import { useHistoryAddress } from './use-history-address.js';

export const HistoryTab = (): ReactNode => (
  <ForReadersOfHistory>
    <History />
  </ForReadersOfHistory>
);

const History = (): ReactNode => {
  const { at } = useHistoryAddress();
  const [isExporting, setExporting] = useState(false);
  return (
    <div className="history">
      <section aria-labelledby="history">
        <div className="headline">
          <h2 id="history" tabIndex={-1}>
            <Trans>History</Trans>
          </h2>
          <button type="button" onClick={() => setExporting(true)}>
            <Trans>Export</Trans>
          </button>
        </div>
        <p className="soft">
          <Trans>
            What was done here, newest first. Choose an event to see what it changed, and the sessions as they were
            then.
          </Trans>
        </p>
        <Events />
      </section>
      {at !== undefined && (
        <FailureBoundary name={t`This moment`} subject={at}>
          <PastPanel key={at} at={at} />
        </FailureBoundary>
      )}
      {isExporting && (
        <FailureBoundary name={t`This dialog`}>
          <ExportDialog onClose={() => setExporting(false)} />
        </FailureBoundary>
      )}
    </div>
  );
};

const shownInWords = (count: number, hasEarlier: boolean): string => {
  if (count === 0) return t`There are no such events.`;
  return hasEarlier
    ? plural(count, { one: 'The newest # event is shown.', other: 'The newest # events are shown.' })
    : plural(count, { one: 'The only event is shown.', other: 'All # events are shown.' });
};

const Events = (): ReactNode => {
  const { projectId } = useOpenProject();
  const { wish, at, from, but } = useHistoryAddress();
  const { history, readEarlier, ...asked } = useHistory(projectId, wish);
  const isAuditor = useServices().me.roles.includes('auditor');
  const command = useCommand();
  const showEarlier = async (): Promise<void> => {
    const first = await readEarlier();
    if (first !== undefined) focusOnceDrawn(rowKey(first));
  };
  const addressOf = (position: string): string =>
    from === undefined ? but({ at: position }) : addresses.compare(projectId, earlierFirst(from, position));
  const focusCompared = from === undefined ? undefined : () => focusOnceDrawn('compared');
  return (
    <>
      {from !== undefined && (
        <p role="status" id="choosing" tabIndex={-1} className="soft">
          <Trans>Choose the event whose moment is compared with the one that you chose before.</Trans>{' '}
          <Link to={but({ from: undefined })} onClick={() => focusOnceDrawn('history')}>
            <Trans>Do not compare</Trans>
          </Link>
        </p>
      )}
      <HistoryFilters entries={history?.entries ?? []} />
      <Answered query={{ ...asked, data: history }}>
        {({ entries, hasEarlier }) => (
          <>
            <Timeline entries={entries} at={at} addressOf={addressOf} onChoose={focusCompared} />
            <div className="more">
              <p role="status" className="soft small">
                {shownInWords(entries.length, hasEarlier)}
                {!isAuditor && (
                  <>
                    {' '}
                    <Trans>What others launched is not among them: auditors read that.</Trans>
                  </>
                )}
              </p>
              <Alert>{command.problem}</Alert>
              {hasEarlier && (
                <button type="button" aria-disabled={command.isRunning} onClick={() => void command.run(showEarlier)}>
                  <Trans>Earlier</Trans>
                </button>
              )}
            </div>
          </>
        )}
      </Answered>
    </>
  );
};
