import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Session } from '../api/schema.js';
import { InsideNewerImage } from '../images/image-dialogs.js';
import { shownTime } from '../page/shown-time.js';
import { shortCommit } from './branch-words.js';

/** That the session can be moved to a newer image. */
export const ImageOffer = ({ session }: { readonly session: Session }): ReactNode => {
  const { imageUpdate } = session;
  return imageUpdate === undefined ? null : (
    <p className="note">
      <Newer image={imageUpdate} /> <InsideNewerImage session={session} />
    </p>
  );
};

const Newer = ({ image }: { readonly image: NonNullable<Session['imageUpdate']> }): ReactNode => {
  const { reference } = image;
  const since = shownTime(image.availableSince, 'minute');
  if (image.commit === undefined)
    return (
      <Trans>
        A newer image is available since {since}: <code className="break">{reference}</code>
      </Trans>
    );
  const commit = shortCommit(image.commit);
  return (
    <Trans>
      A newer image is available since {since}, of commit {commit}: <code className="break">{reference}</code>
    </Trans>
  );
};
