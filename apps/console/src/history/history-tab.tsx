import type { ReactNode } from 'react';
import { projectAddress } from '../page/address.js';
import { Alert } from '../page/alert.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { focusOnceDrawn } from '../page/focus-once-drawn.js';
import { Link } from '../page/link.js';
import { useServices } from '../page/services.js';
import { useCommand } from '../page/use-command.js';
import { useOpenProject } from '../projects/open-project.js';
import { PastPanel } from './past-panel.js';
import { type ToldEvent, toldEvent } from './told-event.js';
import { useHistory } from './use-history.js';

interface Props {
  /** The event whose moment is shown. */
  readonly at: string | undefined;
  /** The log is known to reach up to this position: when it grows there is more to read. */
  readonly newest: string | undefined;
}

export const HistoryTab = ({ at, newest }: Props): ReactNode => (
  <div className="history">
    <section aria-labelledby="history">
      <h2 id="history">History</h2>
      <p className="soft">What was done here, newest first. Choose an event to see the sessions as they were then.</p>
      <Timeline at={at} newest={newest} />
    </section>
    {at !== undefined && (
      <FailureBoundary name="This moment" subject={at}>
        <PastPanel key={at} at={at} />
      </FailureBoundary>
    )}
  </div>
);

const numberFormat = new Intl.NumberFormat();

const Timeline = ({ at, newest }: Props): ReactNode => {
  const { projectId } = useOpenProject().data.project;
  const { history, problem, readEarlier } = useHistory(projectId, newest);
  const { me } = useServices();
  const command = useCommand();
  const showEarlier = async (): Promise<void> => {
    const first = await readEarlier();
    if (first !== undefined) focusOnceDrawn(rowId(first.position));
  };
  if (history === undefined) return <Alert>{problem}</Alert>;
  const { entries, hasEarlier } = history;
  const count = numberFormat.format(entries.length);
  return (
    <>
      <Alert>{problem}</Alert>
      <ol className="timeline">
        {entries.toReversed().map((entry) => (
          <Row
            key={entry.position}
            event={toldEvent(entry, me)}
            projectId={projectId}
            isChosen={entry.position === at}
          />
        ))}
      </ol>
      <div className="more">
        <p role="status" className="soft small">
          {hasEarlier ? `The newest ${count} events are shown.` : `All ${count} events are shown.`}
        </p>
        <Alert>{command.problem}</Alert>
        {hasEarlier && (
          <button type="button" aria-disabled={command.isRunning} onClick={() => void command.run(showEarlier)}>
            Earlier
          </button>
        )}
      </div>
    </>
  );
};

const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

const rowId = (position: string): string => `event-${position}`;

const Row = ({
  event,
  projectId,
  isChosen,
}: {
  readonly event: ToldEvent;
  readonly projectId: string;
  readonly isChosen: boolean;
}): ReactNode => (
  <li className={`told ${event.tone}`}>
    <Link
      href={projectAddress(projectId, 'history', event.position)}
      id={rowId(event.position)}
      aria-current={isChosen ? 'true' : undefined}
    >
      <span className="break">{event.text}</span>
      <time dateTime={event.at} className="soft small">
        {timeFormat.format(new Date(event.at))}
      </time>
    </Link>
  </li>
);
