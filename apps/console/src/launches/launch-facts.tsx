import type { ReactNode } from 'react';
import type { Launch } from '../api/views.js';

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

/** What the person whose launch it is needs to know of it beside its status. */
export const LaunchFacts = ({ launch }: { readonly launch: Launch | undefined }): ReactNode =>
  launch === undefined ? null : <Facts launch={launch} />;

const Facts = ({ launch }: { readonly launch: Launch }): ReactNode => (
  <>
    {launch.reason !== undefined && <Reason launch={launch} reason={launch.reason} />}
    {launch.status !== 'inactive' && <Warnings launch={launch} />}
    {launch.configurationChanged && <ConfigurationNote launch={launch} />}
    {launch.status !== 'inactive' && !launch.runtime.imageUsed && <RuntimeNote launch={launch} />}
    {launch.diskExpiresAt !== undefined && (
      <p className="soft small">Your files are kept until {dateFormat.format(new Date(launch.diskExpiresAt))}.</p>
    )}
  </>
);

const Reason = ({
  launch,
  reason,
}: {
  readonly launch: Launch;
  readonly reason: NonNullable<Launch['reason']>;
}): ReactNode => (
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

const Warnings = ({ launch }: { readonly launch: Launch }): ReactNode =>
  launch.warnings?.map(({ code, message }, index) => (
    // warnings have no id and only grow, so the place is the key
    <p key={`${index} ${code}`} className="note warn">
      {message}
    </p>
  ));

const ConfigurationNote = ({ launch }: { readonly launch: Launch }): ReactNode => (
  <p className="note">
    The configuration was changed since this run was started. It applies from the next launch
    {launch.status === 'paused' && ', or when you resume with it'}.
  </p>
);

const RuntimeNote = ({ launch }: { readonly launch: Launch }): ReactNode => (
  <p className="note">
    Runs on this computer (runtime: {launch.runtime.name}) with its own Jupyter, or a file view where there is none. The
    image above is not used{launch.runtime.limitsEnforced ? '' : ', and resources are not limited'}.
  </p>
);
