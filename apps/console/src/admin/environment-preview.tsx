import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { EnvironmentOffer } from '../sessions/environment-offer.js';
import { type EnvironmentForm, publishedOf } from './environment-form.js';

interface Props {
  readonly form: EnvironmentForm;
  /** That it will be. */
  readonly version: number;
}

export const EnvironmentPreview = ({ form, version }: Props): ReactNode => {
  const { name, image, description, keywords = [] } = publishedOf(form);
  const [reference = ''] = image.split('@');
  const environment = { name: name === '' ? t`(no name yet)` : name, image: { reference }, keywords, version };
  return (
    <section aria-label={t`Preview`}>
      <p className="soft small">
        <Trans>As it is offered to whoever adds a session:</Trans>
      </p>
      <ul className="shortcuts">
        <li>
          <EnvironmentOffer environment={{ ...environment, ...(description === undefined ? {} : { description }) }} />
        </li>
      </ul>
    </section>
  );
};
