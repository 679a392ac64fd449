import type { CatalogueEnvironment } from '../api/schema.js';

type Described = Pick<CatalogueEnvironment, 'name' | 'keywords' | 'description' | 'image'>;

export interface EnvironmentWish {
  /** Each of its words, anywhere in what is said of an environment; capitals do not matter. */
  readonly text: string;
  /** All of them. */
  readonly keywords: readonly string[];
}

const saidOf = ({ name, description, keywords, image }: Described): string =>
  [name, description, image.reference, ...keywords].join('\n').toLowerCase();

export const matchingEnvironments = <Environment extends Described>(
  environments: readonly Environment[],
  { text, keywords }: EnvironmentWish,
): readonly Environment[] => {
  const words = text.toLowerCase().split(/\s+/);
  return environments.filter((environment) => {
    const said = saidOf(environment);
    return (
      keywords.every((keyword) => environment.keywords.includes(keyword)) && words.every((word) => said.includes(word))
    );
  });
};
