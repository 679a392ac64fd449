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
      A newer image is available since {shownTime(imageUpdate.availableSince, 'minute')}
      {imageUpdate.commit === undefined ? '' : `, of commit ${shortCommit(imageUpdate.commit)}`}:{' '}
      <code className="break">{imageUpdate.reference}</code> <InsideNewerImage session={session} />
    </p>
  );
};
