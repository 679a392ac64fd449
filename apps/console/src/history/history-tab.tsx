import { type ReactNode, useState } from 'react';
import { problemWords } from '../api/problem.js';
import type { HistoryEntry } from '../api/views.js';
import { projectAddress } from '../page/address.js';
import { Alert } from '../page/alert.js';
import { callPerson } from '../page/call-person.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { Link } from '../page/link.js';
import { useServices } from '../page/services.js';
import { useEffect } from '../page/use-effect.js';
import { useOpenProject } from '../projects/open-project.js';
import { PastPanel } from './past-panel.js';
import { type ToldEvent, toldHistory } from './told-history.js';

interface Props {
  /** The event whose moment is shown. */
  readonly at: string | undefined;
  /** Position of the newest event that arrived live: there is more to read. */
  readonly newest: string | undefined;
}

const PAGE = 1000;

export const HistoryTab = ({ at, newest }: Props): ReactNode => {
  const services = useServices();
  const { data } = useOpenProject();
  const { entries, problem, readMore } = useHistory(data.project.projectId, newest);
  const told = toldHistory(entries, callPerson(services, data.members)).toReversed();
  const chosen = told.find(({ position }) => position === at);
  return (
    <div className="history">
      <section aria-labelledby="history">
        <h2 id="history">History</h2>
        <p className="soft">What was done here, newest first. Choose an event to see the sessions as they were then.</p>
        <Alert>{problem}</Alert>
        <ol className="timeline">
          {told.map((event) => (
            <Row
              key={event.position}
              event={event}
              projectId={data.project.projectId}
              isChosen={event.position === at}
            />
          ))}
        </ol>
        {readMore !== undefined && (
          <button type="button" onClick={readMore}>
            Read on
          </button>
        )}
      </section>
      {at !== undefined && (
        <FailureBoundary name="This moment" subject={at}>
          <PastPanel key={at} at={at} event={chosen} />
        </FailureBoundary>
      )}
    </div>
  );
};

const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

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
    <Link href={projectAddress(projectId, 'history', event.position)} aria-current={isChosen ? 'true' : undefined}>
      <span className="break">{event.text}</span>
      <time dateTime={event.at} className="soft small">
        {timeFormat.format(new Date(event.at))}
      </time>
    </Link>
  </li>
);

interface Read {
  readonly entries: readonly HistoryEntry[];
  readonly problem: string | undefined;
  /** Undefined: all of it is there. */
  readonly readMore: (() => void) | undefined;
}

/** The history from its beginning, where things get their names; what happens while it is open is read after what is there. */
const useHistory = (projectId: string, newest: string | undefined): Read => {
  const { api } = useServices();
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const [hasMore, setMore] = useState(false);
  const [asked, setAsked] = useState(0);
  const [problem, setProblem] = useState<string>();
  const last = entries.at(-1)?.position;
  // read again when something happened or more is asked for, and not because of what was read
  useEffect(() => {
    let isCurrent = true;
    api.get<HistoryEntry[]>(`/projects/${projectId}/history?limit=${PAGE}&after=${last ?? 0}`).then(
      (page) => {
        if (!isCurrent) return;
        setEntries((before) => [...before, ...page.filter(({ position }) => isAfter(position, before))]);
        setMore(page.length === PAGE);
        setProblem(undefined);
      },
      (error: unknown) => isCurrent && setProblem(problemWords(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, projectId, newest, asked]);
  return { entries, problem, readMore: hasMore ? () => setAsked((n) => n + 1) : undefined };
};

const isAfter = (position: string, entries: readonly HistoryEntry[]): boolean =>
  BigInt(position) > BigInt(entries.at(-1)?.position ?? '-1');
