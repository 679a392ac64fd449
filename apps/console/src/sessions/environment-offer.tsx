import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import type { CatalogueEnvironment } from '../api/schema.js';
import { shownTime } from '../page/shown-time.js';

type Offered = Pick<CatalogueEnvironment, 'name' | 'description' | 'keywords' | 'image' | 'version'> &
  Partial<Pick<CatalogueEnvironment, 'imageSince'>>;

/** The newest one is what is offered. */
const versionWords = ({ version, imageSince }: Offered): string =>
  [t`version ${version}`, ...(imageSince === undefined ? [] : [imageWords(imageSince)])].join(', ');

/** It may have been built long before. */
const imageWords = (since: string): string => {
  const day = shownTime(since, 'day');
  return t`image since ${day}`;
};

/** An environment of the catalogue as it is offered to whoever adds a session. */
export const EnvironmentOffer = ({ environment }: { readonly environment: Offered }): ReactNode => {
  const { name, description, keywords, image } = environment;
  return (
    <div className="offer">
      <strong className="break">{name}</strong> <span className="soft small">{versionWords(environment)}</span>
      {description !== undefined && description !== '' && <p className="soft small break">{description}</p>}
      <code className="small break">{image.reference}</code>
      {keywords.length > 0 && (
        <span className="tags">
          {keywords.map((keyword) => (
            <span key={keyword} className="tag">
              {keyword}
            </span>
          ))}
        </span>
      )}
    </div>
  );
};
