import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import type { CatalogueEnvironment } from '../api/schema.js';
import { InsideImage } from '../images/image-dialogs.js';
import { focusOnceDrawn } from '../page/focus-once-drawn.js';
import { TextField } from '../page/text-field.js';
import { EnvironmentOffer } from './environment-offer.js';
import { keywordsOf } from './keywords-of.js';
import { type EnvironmentWish, matchingEnvironments } from './matching-environments.js';

/** As many are looked through at a glance. */
const FEW = 3;
/** So many are shown at first, and more each time. */
const SHOWN = 20;
/** The most frequent ones; the others can be searched for. */
const KEYWORDS = 12;

interface Props {
  readonly environments: readonly CatalogueEnvironment[];
  readonly isBusy: boolean;
  readonly onAdd: (environment: CatalogueEnvironment) => void;
}

/** The environments that are offered, to be searched and narrowed by keyword where they are many. */
export const CatalogueGallery = ({ environments, isBusy, onAdd }: Props): ReactNode => {
  const [wish, setWish] = useState<EnvironmentWish>({ text: '', keywords: [] });
  const [most, setMost] = useState(SHOWN);
  if (environments.length === 0)
    return (
      <p className="soft empty">
        <Trans>The administrators offer none yet.</Trans>
      </p>
    );
  const found = matchingEnvironments(environments, wish);
  const find = (next: EnvironmentWish): void => {
    setWish(next);
    setMost(SHOWN);
  };
  const showMore = (): void => {
    setMost(most + SHOWN);
    const next = found[most];
    if (next !== undefined) focusOnceDrawn(next.environmentId);
  };
  return (
    <>
      {environments.length > FEW && <FindEnvironments environments={environments} wish={wish} onFind={find} />}
      {environments.length > FEW && (
        <p role="status" className="soft small">
          {foundWords(found.length, most)}
        </p>
      )}
      <ul className="shortcuts offered">
        {found.slice(0, most).map((environment) => (
          <Offered key={environment.environmentId} environment={environment} isBusy={isBusy} onAdd={onAdd} />
        ))}
      </ul>
      {found.length > most && (
        <button type="button" className="wide" onClick={showMore}>
          <Trans>Show more environments</Trans>
        </button>
      )}
    </>
  );
};

interface OfferedProps extends Omit<Props, 'environments'> {
  readonly environment: CatalogueEnvironment;
}

const Offered = ({ environment, isBusy, onAdd }: OfferedProps): ReactNode => {
  const { name, environmentId } = environment;
  return (
    <li id={environmentId} tabIndex={-1}>
      <EnvironmentOffer environment={environment} />
      <div className="buttons">
        <InsideImage session={{ name, environment }} />
        <button
          type="button"
          className="primary"
          aria-label={t`Add ${name}`}
          aria-disabled={isBusy}
          onClick={() => onAdd(environment)}
        >
          <Trans>Add</Trans>
        </button>
      </div>
    </li>
  );
};

const foundWords = (found: number, most: number): string => {
  if (found === 0) return t`None is like that.`;
  return found > most
    ? t`${most} of ${found} environments are shown.`
    : plural(found, { one: '# environment.', other: '# environments.' });
};

interface FindProps {
  readonly environments: readonly CatalogueEnvironment[];
  readonly wish: EnvironmentWish;
  readonly onFind: (wish: EnvironmentWish) => void;
}

const FindEnvironments = ({ environments, wish, onFind }: FindProps): ReactNode => {
  const toggled = (keyword: string): readonly string[] =>
    wish.keywords.includes(keyword) ? wish.keywords.filter((one) => one !== keyword) : [...wish.keywords, keyword];
  return (
    <form role="search" aria-label={t`Ready-made environments`} onSubmit={(event) => event.preventDefault()}>
      <TextField
        label={t`Find an environment`}
        type="search"
        value={wish.text}
        maxLength={100}
        onType={(text) => onFind({ ...wish, text })}
      />
      <fieldset className="tags keywords">
        <legend className="hidden">
          <Trans>Keywords</Trans>
        </legend>
        {keywordsOf(environments)
          .slice(0, KEYWORDS)
          .map((keyword) => (
            <button
              key={keyword}
              type="button"
              className="small"
              aria-pressed={wish.keywords.includes(keyword)}
              onClick={() => onFind({ ...wish, keywords: toggled(keyword) })}
            >
              {keyword}
            </button>
          ))}
      </fieldset>
    </form>
  );
};
