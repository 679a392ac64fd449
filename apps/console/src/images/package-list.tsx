import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ImageContents } from '../api/schema.js';
import { managerInWords } from './contents-words.js';

/** Packages with their versions, and the layer that brought each, in a table that scrolls. */
export const PackageList = ({ packages }: Pick<ImageContents, 'packages'>): ReactNode =>
  packages.length === 0 ? null : (
    <section className="packages" aria-label={t`Packages`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Package</Trans>
            </th>
            <th scope="col">
              <Trans>Version</Trans>
            </th>
            <th scope="col">
              <Trans context="packages">Of</Trans>
            </th>
            <th scope="col">
              <Trans>Layer</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {packages.map(({ manager, name, version, layer }) => (
            <tr key={`${manager} ${name} ${version}`}>
              <th scope="row">{name}</th>
              <td>{version}</td>
              <td>{managerInWords(manager)}</td>
              <td>{layer === undefined ? '' : <code title={layer}>{layer.slice(7, 19)}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
