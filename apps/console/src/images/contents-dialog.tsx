import { type ReactNode, useState } from 'react';
import type { ImageContents } from '../api/image-views.js';
import type { Image } from '../api/views.js';
import { Alert } from '../page/alert.js';
import { Dialog } from '../page/dialog.js';
import { managerInWords, shownInWords, sourceInWords } from './contents-words.js';
import { PackageList } from './package-list.js';
import { ReadingProgress } from './reading-progress.js';
import { useReadImage } from './use-read-image.js';
import { useSettled } from './use-settled.js';

interface Props {
  readonly image: Required<Image>;
  /** Of what has the image, for people. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Of a page of the API. */
const MOST = 200;

const pathOf = ({ digest, reference }: Required<Image>, query: string, manager: string): string => {
  const asked = { reference, limit: `${MOST}`, query, ...(manager === '' ? {} : { manager }) };
  return `/images/${digest}/contents?${new URLSearchParams(asked).toString()}`;
};

/** Pitch: "I want to clearly understand what environment image the session will use and what is installed in it". */
export const ContentsDialog = ({ image, name, onClose }: Props): ReactNode => {
  const [query, setQuery] = useState('');
  const [manager, setManager] = useState('');
  const { answer, reading, problem, again } = useReadImage<ImageContents>(pathOf(image, useSettled(query), manager));
  return (
    <Dialog title={`What is inside “${name}”`} onClose={onClose}>
      <Alert>{problem}</Alert>
      {answer === undefined && problem === undefined && <ReadingProgress reading={reading} />}
      {answer !== undefined && (
        <>
          <form role="search" aria-label="Packages" className="fields" onSubmit={(event) => event.preventDefault()}>
            <label className="field">
              <span>Find a package</span>
              <input value={query} onChange={(event) => setQuery(event.target.value)} />
            </label>
            <label className="field">
              <span>Of</span>
              <select value={manager} onChange={(event) => setManager(event.target.value)}>
                <option value="">All</option>
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
        {problem !== undefined && (
          <button type="button" onClick={again}>
            Try again
          </button>
        )}
        <button type="button" onClick={onClose}>
          Close
        </button>
      </footer>
    </Dialog>
  );
};
