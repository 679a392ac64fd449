import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ImageComparison, InstalledPackage } from '../api/schema.js';
import { managerInWords } from './contents-words.js';

/** What another image has instead of this one: packages that change their version first, then those that come and go. */
export const ComparisonList = ({ comparison }: { readonly comparison: ImageComparison }): ReactNode => {
  const { added, removed, changed } = comparison;
  if (added.length + removed.length + changed.length === 0)
    return (
      <p>
        <Trans>Both have the same packages.</Trans>
      </p>
    );
  return (
    <section className="packages" aria-label={t`What changes`} tabIndex={0}>
      <Part title={t`Another version`} count={changed.length}>
        {changed.map(({ manager, name, from, to }) => (
          <li key={`${manager} ${name}`}>
            <strong>{name}</strong> {from} → {to} <span className="soft">{managerInWords(manager)}</span>
          </li>
        ))}
      </Part>
      <Packages title={t`New`} packages={added} />
      <Packages title={t`Gone`} packages={removed} />
    </section>
  );
};

interface PartProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

const Part = ({ title, count, children }: PartProps): ReactNode =>
  count === 0 ? null : (
    <>
      <h3>
        {title} ({count})
      </h3>
      <ul>{children}</ul>
    </>
  );

interface PackagesProps {
  readonly title: string;
  readonly packages: readonly InstalledPackage[];
}

const Packages = ({ title, packages }: PackagesProps): ReactNode => (
  <Part title={title} count={packages.length}>
    {packages.map(({ manager, name, version }) => (
      <li key={`${manager} ${name} ${version}`}>
        <strong>{name}</strong> {version} <span className="soft">{managerInWords(manager)}</span>
      </li>
    ))}
  </Part>
);
