import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { Api } from '../api/create-api.js';
import type { Image, ImageContents, ImageReading } from '../api/schema.js';
import { Dialog } from '../page/dialog.js';
import { Failed } from '../page/failed.js';
import { useSettled } from '../page/use-settled.js';
import { managerInWords, shownInWords, sourceInWords } from './contents-words.js';
import { PackageList } from './package-list.js';
import { ReadingProgress } from './reading-progress.js';
import { useReadImage } from './use-read-image.js';

interface Props {
  readonly image: Required<Image>;
  /** Of what has the image, for people. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Of a page of the API. */
const MOST = 200;

interface Question extends Required<Image> {
  readonly query: string;
  readonly manager: string;
}

const readContents = (
  api: Api,
  { digest, reference, query, manager }: Question,
  signal: AbortSignal,
): Promise<ImageContents | ImageReading> => {
  const asked = { reference, limit: MOST, query, ...(manager === '' ? {} : { manager }) };
  const params = { path: { digest }, query: asked };
  return answerOf(api.GET('/api/v1/images/{digest}/contents', { params, signal }));
};

/** Pitch: "I want to clearly understand what environment image the session will use and what is installed in it". */
export const ContentsDialog = ({ image, name, onClose }: Props): ReactNode => {
  const [query, setQuery] = useState('');
  const [manager, setManager] = useState('');
  const question = { ...image, query: useSettled(query), manager };
  const { answer, reading, ...asked } = useReadImage(question, readContents);
  return (
    <Dialog title={t`What is inside “${name}”`} onClose={onClose}>
      <Failed of={[asked]} />
      {answer === undefined && asked.failureReason === null && <ReadingProgress reading={reading} />}
      {answer !== undefined && (
        <>
          <form role="search" aria-label={t`Packages`} className="fields" onSubmit={(event) => event.preventDefault()}>
            <label className="field">
              <span>
                <Trans>Find a package</Trans>
              </span>
              <input value={query} onChange={(event) => setQuery(event.target.value)} />
            </label>
            <label className="field">
              <span>
                <Trans context="packages">Of</Trans>
              </span>
              <select value={manager} onChange={(event) => setManager(event.target.value)}>
                <option value="">{t`All`}</option>
                {answer.managers.map(({ manager: one, packages }) => (
                  <option key={one} value={one}>
                    {managerInWords(one)} ({packages})
                  </option>
                ))}
              </select>
            </label>
          </form>
          <p role="status" className="small">
            {shownInWords(answer.found, answer.packages.length)}
          </p>
          <PackageList packages={answer.packages} />
          <p className="soft small">{sourceInWords(answer)}</p>
        </>
      )}
      <footer className="buttons">
        <button type="button" onClick={onClose}>
          <Trans>Close</Trans>
        </button>
      </footer>
    </Dialog>
  );
};
