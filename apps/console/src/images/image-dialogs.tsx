import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Image, Session } from '../api/schema.js';
import { Dialog } from '../page/dialog.js';
import { Comparison } from './comparison.js';
import { ContentsDialog } from './contents-dialog.js';
import { Opener } from './opener.js';

const pinned = ({ reference, digest }: Image): Required<Image> | undefined =>
  digest === undefined ? undefined : { reference, digest };

interface Props {
  readonly session: Session;
}

interface InsideProps {
  /** Or an environment of the catalogue. */
  readonly session: Pick<Session, 'name'> & { readonly environment: Pick<Session['environment'], 'image'> };
}

/** What is installed in the image; of one that is not pinned it is not known which one it will be. */
export const InsideImage = ({ session: { name, environment } }: InsideProps): ReactNode => {
  const image = pinned(environment.image);
  if (image === undefined) return null;
  return (
    <Opener
      label={t`What is inside`}
      description={t`What is inside the image of ${name}`}
      dialog={(close) => <ContentsDialog image={image} name={name} onClose={close} />}
    />
  );
};

/** What the newer image changes. */
export const InsideNewerImage = ({ session: { name, environment, imageUpdate } }: Props): ReactNode => {
  const [from, to] = [pinned(environment.image), imageUpdate && pinned(imageUpdate)];
  if (from === undefined || to === undefined) return null;
  return (
    <Opener
      label={t`What changes`}
      description={t`What changes with the newer image of ${name}`}
      dialog={(close) => (
        <Dialog title={t`What the newer image changes for “${name}”`} onClose={close}>
          <Comparison from={from} to={to} />
          <footer className="buttons">
            <button type="button" onClick={close}>
              <Trans>Close</Trans>
            </button>
          </footer>
        </Dialog>
      )}
    />
  );
};
