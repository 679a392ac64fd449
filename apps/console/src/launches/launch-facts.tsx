import type { ReactNode } from 'react';
import type { Launch } from '../api/views.js';
import { connectionsAddress } from '../page/address.js';
import { Link } from '../page/link.js';
import { hostIn } from './host-in.js';

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

interface Props {
  readonly launch: Launch;
}

/** What the person whose launch it is needs to know of it beside its status. */
export const LaunchFacts = ({ launch }: { readonly launch: Launch | undefined }): ReactNode =>
  launch === undefined ? null : (
    <>
      {launch.reason !== undefined && <Reason launch={launch} reason={launch.reason} />}
      {(launch.status === 'launching' || launch.status === 'running') && <OfThisRun launch={launch} />}
      {launch.configurationChanged && <ConfigurationNote launch={launch} />}
      {launch.diskExpiresAt !== undefined && (
        <p className="soft small">Your files are kept until {dateFormat.format(new Date(launch.diskExpiresAt))}.</p>
      )}
    </>
  );

const Reason = ({ launch, reason }: Props & { readonly reason: NonNullable<Launch['reason']> }): ReactNode => (
  <div
    className={launch.status === 'failed' ? 'note bad' : 'note'}
    role={launch.status === 'failed' ? 'alert' : undefined}
  >
    <p>
      <strong>{launch.status === 'failed' ? 'It failed.' : 'It ended by itself.'}</strong> {reason.message}
    </p>
    {reason.advice !== reason.message && <p>{reason.advice}</p>}
  </div>
);

/** The runtime says this as a warning, too. */
const IMAGE_NOT_USED = 'image-not-used';

/** A token of one's own would help. */
const connectionCodes: ReadonlySet<string> = new Set(['repository-needs-connection', 'connection-refused']);

const OfThisRun = ({ launch }: Props): ReactNode => (
  <>
    {launch.warnings
      ?.filter(({ code }) => code !== IMAGE_NOT_USED)
      .map(({ code, message }, index) => (
        // warnings have no id and only grow, so the place is the key
        <p key={`${index} ${code}`} className="note warn">
          {message}
          {connectionCodes.has(code) && (
            <>
              {' '}
              <Link href={connectionsAddress(hostIn(message))}>Open your connections</Link>
            </>
          )}
        </p>
      ))}
    {!launch.runtime.imageUsed && <RuntimeNote launch={launch} />}
  </>
);

const RuntimeNote = ({ launch }: Props): ReactNode => {
  const said = launch.warnings?.find(({ code }) => code === IMAGE_NOT_USED)?.message;
  const otherwise = 'It runs on this computer, with the Jupyter that is installed here: the image is not used.';
  return (
    <p className="note">
      {said ?? otherwise} {launch.runtime.limitsEnforced ? '' : 'Resources are not limited.'}
    </p>
  );
};

const ConfigurationNote = ({ launch }: Props): ReactNode => (
  <p className="note">
    The configuration was changed since this run was started. It applies from the next launch
    {launch.status === 'paused' && ', or when you resume with it'}.
  </p>
);
