import type { ReactNode } from 'react';
import type { ImageContents } from '../api/schema.js';
import { managerInWords } from './contents-words.js';

/** Packages with their versions, and the layer that brought each, in a table that scrolls. */
export const PackageList = ({ packages }: Pick<ImageContents, 'packages'>): ReactNode =>
  packages.length === 0 ? null : (
    <section className="packages" aria-label="Packages" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Package</th>
            <th scope="col">Version</th>
            <th scope="col">Of</th>
            <th scope="col">Layer</th>
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
