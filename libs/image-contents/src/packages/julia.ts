import { namedVersion } from './named-version.js';
import type { PackageDatabase } from './package-database.js';

/** `[[deps.Name]]`, before Julia 1.7 `[[Name]]`, and the lines up to the next one. */
const ENTRY = /^\[\[(?:deps\.)?([^\]\s]+)\]\]$([^[]*(?:\[(?!\[)[^[]*)*)/gm;

/** What environments of Julia resolved. Of the standard library those without a version are Julia's own. */
export const julia: PackageDatabase = {
  manager: 'julia',
  path: /(?:^|\/)environments\/[^/]+\/Manifest(?:-v\d+\.\d+)?\.toml$/,
  maxBytes: 4 * 1024 * 1024,
  isLonger: 'unreadable',
  packagesIn: (text) =>
    [...text.matchAll(ENTRY)].flatMap(([, name, fields = '']) =>
      namedVersion(name, /^version\s*=\s*"([^"]*)"/m.exec(fields)?.[1]),
    ),
};
