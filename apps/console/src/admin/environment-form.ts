import type { CatalogueEnvironment, PublishEnvironment, ReviseEnvironment } from '../api/schema.js';
import { isSame } from '../page/is-same.js';
import { isSameRun, type RunForm, runFormOf, runOf } from '../sessions/run-form.js';

/** An environment of the catalogue as it is being edited: text, as typed. */
export interface EnvironmentForm {
  readonly name: string;
  /** With its digest, where it is pinned to one. */
  readonly image: string;
  readonly description: string;
  /** With commas between them. */
  readonly keywords: string;
  readonly run: RunForm;
}

type Described = Pick<CatalogueEnvironment, 'name' | 'image' | 'description' | 'keywords' | 'run'>;

const pinnedReference = ({ reference, digest }: CatalogueEnvironment['image']): string =>
  digest === undefined ? reference : `${reference}@${digest}`;

const keywordsIn = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

export const environmentFormOf = ({ name, image, description = '', keywords, run }: Described): EnvironmentForm => ({
  name,
  image: pinnedReference(image),
  description,
  keywords: keywords.join(', '),
  run: runFormOf(run),
});

export const publishedOf = (form: EnvironmentForm): PublishEnvironment => ({
  name: form.name.trim(),
  image: form.image.trim(),
  ...(form.description.trim() !== '' && { description: form.description.trim() }),
  keywords: keywordsIn(form.keywords),
  run: runOf(form.run),
});

/** Only what differs from what the form began with, so that nobody's other change is undone. */
export const changeOf = (environment: Described, form: EnvironmentForm): ReviseEnvironment => {
  const before = environmentFormOf(environment);
  const [name, image, description] = [form.name.trim(), form.image.trim(), form.description.trim()];
  const keywords = keywordsIn(form.keywords);
  return {
    ...(name !== before.name && { name }),
    ...(image !== before.image && { image }),
    ...(description !== before.description && { description }),
    ...(!isSame(keywords, environment.keywords) && { keywords }),
    ...(!isSameRun(environment.run, runOf(form.run)) && { run: runOf(form.run) }),
  };
};
