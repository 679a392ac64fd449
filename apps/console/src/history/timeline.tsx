import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { HistoryEntry, Me } from '../api/schema.js';
import { i18n } from '../language/i18n.js';
import { SaveRun } from '../launches/save-run.js';
import { addresses } from '../page/addresses.js';
import { useServices } from '../page/services.js';
import { shownTime } from '../page/shown-time.js';
import { useOpenProject } from '../projects/open-project.js';
import { type TimelineDay, type TimelineRow, timelineDays } from './timeline-days.js';
import { toldEvent } from './told-event.js';

interface Shown {
  /** Position of the event whose moment is shown. */
  readonly at: string | undefined;
  /** The address that choosing an event leads to. */
  readonly addressOf: (position: string) => string;
  /** An event was gone to. */
  readonly onChoose: (() => void) | undefined;
}

const inWords = (day: TimelineDay['day']): string => i18n.date(`${day}T12:00`, { dateStyle: 'full' });

/** Events by days, newest first, those of a run in one row. */
export const Timeline = ({ entries, ...shown }: Shown & { readonly entries: readonly HistoryEntry[] }): ReactNode =>
  timelineDays(entries).map(({ day, rows }) => (
    <section key={day} aria-label={inWords(day)} className="day">
      <h3>{inWords(day)}</h3>
      <ol className="timeline">
        {rows.map((row) => (
          <Row key={row.key} row={row} {...shown} />
        ))}
      </ol>
    </section>
  ));

const Row = ({ row, ...shown }: Shown & { readonly row: TimelineRow }): ReactNode => {
  const [first, ...more] = row.entries;
  if (first === undefined) return null;
  if (more.length === 0) return <Event entry={first} id={row.key} {...shown} />;
  return <Run row={row} {...shown} />;
};

/** What its state is said by: the last event that is no step on the way to it. */
const tellingOf = (entries: readonly HistoryEntry[], me: Me) => {
  const told = entries.map((entry) => toldEvent(entry, me));
  return told.findLast(({ tone }) => tone !== 'step') ?? told.at(-1);
};

const Run = ({ row: { key, entries }, ...shown }: Shown & { readonly row: TimelineRow }): ReactNode => {
  const { me } = useServices();
  const told = tellingOf(entries, me);
  if (told === undefined) return null;
  const isChosen = entries.some(({ position }) => position === shown.at);
  const run = String(entries[0]?.data['run']);
  const { length: steps } = entries;
  const time = shownTime(told.at, 'second');
  return (
    <li className={`told ${told.tone}`}>
      <details open={isChosen}>
        <summary id={key}>
          <span className="break">{told.text}</span>
          <span className="soft small">
            <Trans>
              Run {run}, <Plural value={steps} one="# step" other="# steps" />, <time dateTime={told.at}>{time}</time>
            </Trans>
          </span>
        </summary>
        <ol className="timeline">
          {entries.map((entry) => (
            <Event key={entry.position} entry={entry} {...shown} />
          ))}
        </ol>
        <WholeRun of={entries} />
      </details>
    </li>
  );
};

/** Nothing for an owner who neither launched it nor is an auditor: they are refused. */
const WholeRun = ({ of: [entry] }: { readonly of: readonly HistoryEntry[] }): ReactNode => {
  const { me } = useServices();
  const { projectId } = useOpenProject();
  const { launchId, run: ofLaunch, userId } = entry?.data ?? {};
  const run = Number(ofLaunch);
  if (userId !== me.userId && !me.roles.includes('auditor')) return null;
  return (
    <p className="buttons">
      <Link to={addresses.run(projectId, String(launchId), run)}>
        <Trans>Run {run}: with what it was made</Trans>
      </Link>
      <SaveRun projectId={projectId} launchId={String(launchId)} run={run} />
    </p>
  );
};

const Event = ({ entry, id, at, addressOf, onChoose }: Shown & { entry: HistoryEntry; id?: string }): ReactNode => {
  const { me } = useServices();
  const event = toldEvent(entry, me);
  return (
    <li className={`told ${event.tone}`}>
      <Link
        to={addressOf(event.position)}
        id={id}
        aria-current={event.position === at ? 'true' : undefined}
        onClick={onChoose}
      >
        <span className="break">{event.text}</span>
        <time dateTime={event.at} className="soft small">
          {shownTime(event.at, 'second')}
        </time>
      </Link>
    </li>
  );
};
