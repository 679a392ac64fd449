import { describe, expect, test } from 'vitest';
import { processorTime } from '../../../../test/support/processor-time.js';
import { databaseAt, unreadManagerAt } from './package-databases.js';

const site = 'opt/conda/lib/python3.12/site-packages';

/** What the file at that path says is installed, as `manager name version`. */
const said = (path: string, text = ''): readonly string[] => {
  const database = databaseAt(path);
  return database === undefined
    ? ['not a database']
    : database.packagesIn(text, path).map(({ name, version }) => `${database.manager} ${name} ${version}`);
};

const status = `Package: bash
Status: install ok installed
Architecture: amd64
Version: 5.2.15-2+b7
Description: GNU Bourne Again SHell
 Version: 6 of something else, in a line that goes on
Conffiles:
 /etc/bash.bashrc 89269e1298235f1b12b4c16e4065ad0d

Package: gone
Status: deinstall ok config-files
Version: 1

Package: held
Status: hold ok installed
Version: 1:2.0~rc1-1

Package: no-version
Status: install ok installed
`;

describe('dpkg', () => {
  test('lists what is installed, not what left only its configuration', () => {
    expect(said('var/lib/dpkg/status', status)).toEqual(['dpkg bash 5.2.15-2+b7', 'dpkg held 1:2.0~rc1-1']);
  });

  test('may have a file for each package, without a status', () => {
    expect(said('var/lib/dpkg/status.d/tzdata', 'Package: tzdata\nVersion: 2024a-0\n')).toEqual([
      'dpkg tzdata 2024a-0',
    ]);
    expect(said('var/lib/dpkg/status.d/tzdata.md5sums', 'x')).toEqual(['not a database']);
  });

  test('keeps an older state beside it, which does not count', () => {
    expect(said('var/lib/dpkg/status-old', status)).toEqual(['not a database']);
    expect(said('rootfs/var/lib/dpkg/status', status)).toEqual(['not a database']);
  });
});

describe('apk', () => {
  const installed = 'C:Q1a=\nP:musl\nV:1.2.5-r0\nA:x86_64\nF:lib\nR:ld-musl\n\nC:Q1b=\nP:busybox\nV:1.36.1-r29\n\n';
  test.each(['lib/apk/db/installed', 'usr/lib/apk/db/installed'])('lists what is installed: %s', (path) => {
    expect(said(path, installed)).toEqual(['apk musl 1.2.5-r0', 'apk busybox 1.36.1-r29']);
  });
});

describe('conda', () => {
  test('says it in the name of a file', () => {
    expect(said('opt/conda/conda-meta/numpy-2.1.3-py312h58c1407_0.json')).toEqual(['conda numpy 2.1.3']);
    expect(said('opt/conda/envs/a/conda-meta/ca-certificates-2024.8.30-hbcca054_0.json')).toEqual([
      'conda ca-certificates 2024.8.30',
    ]);
    expect(said('opt/conda/conda-meta/history')).toEqual(['not a database']);
  });
});

describe('pip', () => {
  const metadata = 'Metadata-Version: 2.1\nName: scikit-learn\nVersion: 1.5.2\n\nA description\nVersion: 9\n';
  test.each([
    `${site}/scikit_learn-1.5.2.dist-info/METADATA`,
    'usr/lib/python3/dist-packages/scikit_learn-1.5.2.egg-info',
    'usr/lib/python3/dist-packages/scikit_learn-1.5.2.egg-info/PKG-INFO',
    `${site}/scikit_learn-1.5.2.egg/EGG-INFO/PKG-INFO`,
  ])('lists %s', (path) => {
    expect(said(path, metadata)).toEqual(['pip scikit-learn 1.5.2']);
  });

  test.each([
    `${site}/setuptools/_vendor/wheel-0.43.0.dist-info/METADATA`,
    'opt/conda/pkgs/wheel-0.43.0-pyhd8ed1ab_1/site-packages/wheel-0.43.0.dist-info/METADATA',
    `${site}/wheel-0.43.0.dist-info/RECORD`,
  ])('does not list %s', (path) => {
    expect(said(path, metadata)).toEqual(['not a database']);
  });
});

describe('R', () => {
  const description = 'Package: ggplot2\nVersion: 3.5.1\nTitle: Graphics\n  Version: no\nBuilt: R 4.4.1; ; 2024\n';
  test.each([
    'usr/local/lib/R/site-library/ggplot2/DESCRIPTION',
    'opt/conda/lib/R/library/ggplot2/DESCRIPTION',
    'home/rstudio/R/x86_64-pc-linux-gnu-library/4.4/ggplot2/DESCRIPTION',
  ])('lists %s', (path) => {
    expect(said(path, description)).toEqual(['r ggplot2 3.5.1']);
  });

  test('does not list what was never built', () => {
    expect(said('srv/library/mine/DESCRIPTION', 'Package: mine\nVersion: 1\n')).toEqual([]);
  });
});

describe('Julia', () => {
  const manifest = `julia_version = "1.11.1"
manifest_format = "2.0"

[[deps.ArgTools]]
uuid = "0dad84c5-d112-42e6-8d28-ef12dabb789f"
version = "1.1.2"

[[deps.Base64]]
uuid = "2a0f44e3-6c83-55bd-87e4-b1978d98bd5f"

[[deps.DataFrames]]
deps = ["Compat", "DataAPI"]
git-tree-sha1 = "fb61b4812c49343d7ef0b533ba982c46021938a6"
version = "1.7.0"

    [deps.DataFrames.extensions]
    X = "Y"
`;
  test('lists what an environment resolved, each once', () => {
    expect(said('opt/julia/environments/v1.11/Manifest.toml', manifest)).toEqual([
      'julia ArgTools 1.1.2',
      'julia DataFrames 1.7.0',
    ]);
    expect(said('work/Manifest.toml', manifest)).toEqual(['not a database']);
  });

  test('reads the form of before 1.7', () => {
    const text = '[[CSV]]\nversion = "0.8.5"\n\n[[Dates]]\n';
    expect(said('root/.julia/environments/v1.6/Manifest.toml', text)).toEqual(['julia CSV 0.8.5']);
  });
});

describe('npm', () => {
  const json = JSON.stringify({ name: '@scope/tool', version: '1.0.0' });
  test('lists what is installed globally', () => {
    expect(said('usr/local/lib/node_modules/@scope/tool/package.json', json)).toEqual(['npm @scope/tool 1.0.0']);
    expect(said('usr/lib/node_modules/npm/package.json', '{"name":"npm","version":"10.8.2"}')).toEqual([
      'npm npm 10.8.2',
    ]);
  });

  test.each([
    'usr/lib/node_modules/npm/node_modules/abbrev/package.json',
    'usr/lib/node_modules/npm/docs/package.json',
    'work/node_modules/left-pad/package.json',
  ])('does not list %s', (path) => {
    expect(said(path, json)).toEqual(['not a database']);
  });

  test.each(['{', '[]', '{"name":1,"version":"1"}'])('finds nothing in %s', (text) => {
    expect(said('usr/lib/node_modules/x/package.json', text)).toEqual([]);
  });
});

describe('what no package could be called', () => {
  test.each(['a b', 'a'.repeat(201), 'a\u0000b', 'a\u202eb', ''])('is not listed: %j', (name) => {
    expect(said('var/lib/dpkg/status', `Package: ${name}\nVersion: 1\n`)).toEqual([]);
  });
});

describe('rpm', () => {
  test.each(['var/lib/rpm/rpmdb.sqlite', 'usr/lib/sysimage/rpm/Packages.db', 'var/lib/rpm/Packages'])(
    'is there and not read: %s',
    (path) => {
      expect(unreadManagerAt(path)).toBe('rpm');
      expect(said(path)).toEqual(['not a database']);
    },
  );
});

describe('texts that are made to take long', () => {
  test.each([
    ['var/lib/dpkg/status', 'Package: a\n'.repeat(500_000)],
    ['var/lib/dpkg/status', '\n'.repeat(5_000_000)],
    ['var/lib/dpkg/status', 'a'.repeat(5_000_000)],
    ['lib/apk/db/installed', 'P:'.repeat(2_000_000)],
    ['root/environments/v1/Manifest.toml', '[['.repeat(2_000_000)],
    ['root/environments/v1/Manifest.toml', `[[a]]\n${'[x\n'.repeat(1_000_000)}`],
    ['root/environments/v1/Manifest.toml', '[[a]]\nversion = "'.repeat(200_000)],
  ])('are read in time: %s', async (path, text) => {
    expect(await processorTime(() => said(path, text))).toBeLessThan(2_000);
  });

  test('so are paths', async () => {
    const all = () => {
      for (const part of ['a/', 'library/', 'site-packages/', 'node_modules/', 'lib/', 'pkgs/'])
        for (const end of ['package.json', 'METADATA', 'DESCRIPTION', 'Manifest.toml'])
          databaseAt(`${part.repeat(500)}${end}`);
    };
    expect(await processorTime(all)).toBeLessThan(500);
  });
});
