import { Trans } from '@lingui/react/macro';
import { type ReactNode, useMemo } from 'react';
import type { Launch } from '../api/schema.js';
import { Announcement } from '../launches/announcement.js';
import { ReadinessChoice } from '../launches/readiness-choice.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { launchName } from './launch-name.js';
import { placesInWords } from './places-in-words.js';
import { RunningRow } from './running-row.js';

interface Props {
  readonly launches: readonly Launch[];
  readonly onDone: () => Promise<void>;
}

/** Whatever one has running, or could go on with, in whichever project. */
export const RunningNow = ({ launches, onDone }: Props): ReactNode => {
  const places = placesInWords(launches);
  // a row goes with what was pressed in it
  const keptFocus = useKeptFocus<HTMLElement>();
  const shown = useMemo(
    () => launches.map(({ launchId: id, status, ...launch }) => ({ id, name: launchName(launch), status })),
    [launches],
  );
  return (
    <section aria-labelledby="running" {...keptFocus}>
      <Announcement of={shown} />
      <h2 id="running">
        <Trans>Your sessions</Trans>
      </h2>
      {places !== undefined && <p className="soft">{places}.</p>}
      {launches.length === 0 ? (
        <p className="soft empty">
          <Trans>Nothing of yours is running. What you launch in any project is here, until you stop it.</Trans>
        </p>
      ) : (
        <ul className="rows" aria-labelledby="running">
          {launches.map((launch) => (
            <RunningRow key={launch.launchId} launch={launch} onDone={onDone} />
          ))}
        </ul>
      )}
      {launches.some(({ status }) => status === 'launching') && <ReadinessChoice />}
    </section>
  );
};
