import { controlFields } from './control-fields.js';
import { namedVersion } from './named-version.js';
import type { PackageDatabase } from './package-database.js';

/**
 * What `pip list` lists: what is in a directory of installed packages. Not what others carry inside (`setuptools/_vendor`). In uv's cache
 * there is no such directory.
 */
const path =
  /(?:^|\/)(?:(?:site|dist)-packages|archive-v\d+\/[^/]+)\/[^/]+(?:\.dist-info\/METADATA|\.egg-info(?:\/PKG-INFO)?|\.egg\/EGG-INFO\/PKG-INFO)$/;

/** Whatever installed it: also what is Debian's or conda's own shows here a second time, as it does to Python. */
export const pip: PackageDatabase = {
  manager: 'pip',
  path,
  maxBytes: 64 * 1024,
  isLonger: 'enough',
  packagesIn: (text) => {
    const fields = controlFields(text);
    return namedVersion(fields.get('Name'), fields.get('Version'));
  },
};
