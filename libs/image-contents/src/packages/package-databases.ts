import { apk } from './apk.js';
import { conda } from './conda.js';
import { dpkg } from './dpkg.js';
import { julia } from './julia.js';
import { npm } from './npm.js';
import type { PackageDatabase } from './package-database.js';
import { pip } from './pip.js';
import { r } from './r.js';

const databases: readonly PackageDatabase[] = [dpkg, apk, conda, pip, r, julia, npm];

/** A pattern is asked of the few that end like this: an image has a million paths. */
const mayBeOne = /(?:\/status|\/installed|\.json|METADATA|PKG-INFO|\.egg-info|DESCRIPTION|\.toml|status\.d\/[^/]+)$/;

/** What an image really has is no deeper: all directories of each are counted, and what is made to have a thousand takes the time of others. */
const MAX_PATH_LENGTH = 1_024;
const MAX_PATH_PARTS = 32;

/** What conda and uv unpacked: nothing is installed there, but what is may be another name (a hard link) of it. */
const CACHE = /(?:^|\/)(?:pkgs|archive-v\d+)\/[^/]+\//;

export const isInCache = (path: string): boolean => CACHE.test(path);

/** Also in a cache. */
export const anyDatabaseAt = (path: string): PackageDatabase | undefined =>
  path.length <= MAX_PATH_LENGTH && mayBeOne.test(path) && path.split('/').length <= MAX_PATH_PARTS
    ? databases.find((database) => database.path.test(path))
    : undefined;

export const databaseAt = (path: string): PackageDatabase | undefined => {
  const database = anyDatabaseAt(path);
  return database === undefined || isInCache(path) ? undefined : database;
};

/** Those of rpm are databases of their own format: whoever has one is told that it was not read. */
const unread: readonly (readonly [manager: string, path: RegExp])[] = [
  ['rpm', /^(?:var\/lib|usr\/lib\/sysimage)\/rpm\/(?:rpmdb\.sqlite|Packages(?:\.db)?)$/],
];

/** The manager whose packages are there and cannot be read. */
export const unreadManagerAt = (path: string): string | undefined =>
  path.includes('/rpm/') ? unread.find(([, pattern]) => pattern.test(path))?.[0] : undefined;
