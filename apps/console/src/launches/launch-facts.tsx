import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Launch } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { shownTime } from '../page/shown-time.js';
import { AnnouncedPause } from './announced-pause.js';
import { hostIn } from './host-in.js';

interface Props {
  readonly launch: Launch;
}

/** What the person whose launch it is needs to know of it beside its status. */
export const LaunchFacts = ({ launch }: { readonly launch: Launch | undefined }): ReactNode =>
  launch === undefined ? null : (
    <>
      {launch.reason !== undefined && <Reason launch={launch} reason={launch.reason} />}
      {launch.announcedPause !== undefined && <AnnouncedPause pause={launch.announcedPause} />}
      {(launch.status === 'launching' || launch.status === 'running') && <OfThisRun launch={launch} />}
      {launch.configurationChanged && <ConfigurationNote launch={launch} />}
      {launch.diskExpiresAt !== undefined && <FilesKept until={shownTime(launch.diskExpiresAt, 'day')} />}
    </>
  );

const FilesKept = ({ until }: { readonly until: string }): ReactNode => (
  <p className="soft small">
    <Trans>Your files are kept until {until}.</Trans>
  </p>
);

/** A limit was reached: see `AnnouncedPause`. */
const endsByLimit: ReadonlySet<string> = new Set(['idle', 'max-lifetime']);

const endWords = (status: Launch['status'], code: string): string => {
  if (status === 'failed') return t`It failed.`;
  return endsByLimit.has(code) ? t`It was paused.` : t`It ended by itself.`;
};

const Reason = ({ launch, reason }: Props & { readonly reason: NonNullable<Launch['reason']> }): ReactNode => (
  <div
    className={launch.status === 'failed' ? 'note bad' : 'note'}
    role={launch.status === 'failed' ? 'alert' : undefined}
  >
    <p>
      <strong>{endWords(launch.status, reason.code)}</strong> {reason.message}
    </p>
    {reason.advice !== reason.message && <p>{reason.advice}</p>}
  </div>
);

/** The runtime says this as a warning, too: see RuntimeNote. */
const IMAGE_NOT_USED = 'image-not-used';

/** A token of one's own would help. */
const connectionCodes: ReadonlySet<string> = new Set(['repository-needs-connection', 'connection-refused']);

const OfThisRun = ({ launch }: Props): ReactNode => (
  <>
    {launch.warnings
      .filter(({ code }) => code !== IMAGE_NOT_USED)
      .map(({ code, message }, index) => (
        // warnings have no id and only grow, so the place is the key
        <p key={`${index} ${code}`} className="note warn">
          {message}
          {connectionCodes.has(code) && (
            <>
              {' '}
              <Link to={addresses.connections(hostIn(message))}>
                <Trans>Open your connections</Trans>
              </Link>
            </>
          )}
        </p>
      ))}
    {!launch.runtime.imageUsed && <RuntimeNote launch={launch} />}
  </>
);

const RuntimeNote = ({ launch }: Props): ReactNode => {
  const where =
    launch.status === 'launching'
      ? t`It will run on this computer, without its image: that takes Docker or Podman.`
      : t`It runs on this computer, without its image: that takes Docker or Podman.`;
  return (
    <p className="note">
      {where} {launch.runtime.limitsEnforced ? '' : t`Resources are not limited.`}
    </p>
  );
};

const ConfigurationNote = ({ launch }: Props): ReactNode => (
  <p className="note">
    {launch.status === 'paused' ? (
      <Trans>
        The next launch is not like this run: what it would get was changed since. Resumed with the new configuration,
        it gets that, too.
      </Trans>
    ) : (
      <Trans>The next launch is not like this run: what it would get was changed since.</Trans>
    )}
  </p>
);
