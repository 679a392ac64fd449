import { describe, expect, test } from 'vitest';
import { processorTime } from '../../../../test/support/processor-time.js';
import { PackageTree } from './package-tree.js';
import type { TarEntry } from './tar-entry.js';

/** Path → content; a hard link, a directory (`/` at its end), or a symbolic link (`symlink`). */
type Layer = Readonly<Record<string, string | { readonly hardLinkTo: string }>>;

const see = (tree: PackageTree, [name, content]: readonly [string, Layer[string]]): void => {
  const text = typeof content === 'string' ? content : '';
  const kind = name.endsWith('/') ? 'directory' : typeof content === 'object' ? 'hard-link' : 'file';
  const linkName = typeof content === 'object' ? content.hardLinkTo : '';
  const entry: TarEntry = { name, size: text.length, kind: text === 'symlink' ? 'other' : kind, linkName };
  if (tree.entry(entry) > 0 && entry.kind === 'file') tree.content(entry, Buffer.from(text));
};

/** As `manager name version layer`; layers are a, b, c … */
const installed = (...layers: readonly Layer[]): readonly string[] => {
  const tree = new PackageTree();
  for (const [index, layer] of layers.entries()) {
    tree.beginLayer('abcdef'.charAt(index));
    for (const entry of Object.entries(layer)) see(tree, entry);
    tree.endLayer();
  }
  return [
    ...tree.packages().map(({ manager, name, version, layer }) => `${manager} ${name} ${version} ${layer}`),
    ...tree.unread().map((manager) => `${manager} unread`),
  ];
};

const status = (...packages: readonly string[]): Layer => ({
  'var/lib/dpkg/status': packages
    .map((one) => `Package: ${one.split(' ')[0]}\nVersion: ${one.split(' ')[1]}\nStatus: install ok installed\n`)
    .join('\n'),
});

const site = 'usr/lib/python3/site-packages';
const metadata = (name: string, version: string): string => `Name: ${name}\nVersion: ${version}\n`;
const wheel = (name: string, version: string): Layer => ({
  [`${site}/${name}-${version}.dist-info/METADATA`]: metadata(name, version),
});

describe('a package', () => {
  test('is of the layer that brought it in its version', () => {
    expect(installed(status('bash 5', 'curl 7'), status('bash 5', 'curl 8', 'git 2'))).toEqual([
      'dpkg bash 5 a',
      'dpkg curl 8 b',
      'dpkg git 2 b',
    ]);
  });

  test('that a layer removed is not there', () => {
    expect(installed(status('bash 5', 'curl 7'), status('bash 5'))).toEqual(['dpkg bash 5 a']);
    expect(installed(wheel('pandas', '1'), { [`${site}/.wh.pandas-1.dist-info`]: '' })).toEqual([]);
    expect(installed(wheel('pandas', '1'), { [`${site}/pandas-1.dist-info/.wh.METADATA`]: '' })).toEqual([]);
    expect(installed(wheel('pandas', '1'), { 'usr/.wh.lib': '' })).toEqual([]);
  });

  test('that a layer upgraded is that of this layer', () => {
    const upgraded = { [`${site}/.wh.pandas-1.dist-info`]: '', ...wheel('pandas', '2') };
    expect(installed(wheel('pandas', '1'), upgraded, {})).toEqual(['pip pandas 2 b']);
  });

  test('that its list says no more is not there', () => {
    const [path = ''] = Object.keys(wheel('pandas', '1'));
    expect(installed(wheel('pandas', '1'), { [path]: 'nothing' })).toEqual([]);
    expect(installed({ ...wheel('pandas', '1'), [`./${path}`]: 'nothing' })).toEqual([]);
    const other = { [`opt/${path}`]: { hardLinkTo: path } };
    expect(installed(wheel('pandas', '1'), { [path]: 'nothing', ...other })).toEqual([]);
  });

  test('that a layer only wrote anew is that of the layer before', () => {
    expect(installed(wheel('pandas', '1'), wheel('pandas', '1'))).toEqual(['pip pandas 1 a']);
    const whole = { [`${site}/.wh..wh..opq`]: '', ...wheel('pandas', '1') };
    expect(installed(wheel('pandas', '1'), whole)).toEqual(['pip pandas 1 a']);
  });

  test('that was removed and came back is that of the layer in which it came back', () => {
    const removed = { [`${site}/.wh.pandas-1.dist-info`]: '' };
    expect(installed(wheel('pandas', '1'), removed, wheel('pandas', '1'))).toEqual(['pip pandas 1 c']);
  });

  test('is listed once, wherever it is installed twice', () => {
    const twice = { 'opt/venv/lib/python3/site-packages/pandas-1.dist-info/METADATA': metadata('pandas', '1') };
    expect(installed(wheel('pandas', '1'), twice)).toEqual(['pip pandas 1 a']);
  });

  test('may be another name of a file', () => {
    const other = 'opt/env/site-packages/pandas-1.dist-info/METADATA';
    expect(
      installed({ ...wheel('pandas', '1'), [other]: { hardLinkTo: `${site}/pandas-1.dist-info/METADATA` } }),
    ).toEqual(['pip pandas 1 a']);
    const kept = { [other]: { hardLinkTo: `./${site}/pandas-1.dist-info/METADATA` }, 'usr/.wh.lib': '' };
    expect(installed(wheel('pandas', '1'), kept)).toEqual(['pip pandas 1 a']);
  });
});

describe('a cache of what was unpacked', () => {
  const caches = ['home/jovyan/.conda/pkgs/pandas-1-py/site-packages', 'root/.cache/uv/archive-v0/Xq3_-'];
  const cached = caches.map((cache) => `${cache}/pandas-1.dist-info/METADATA`);

  test('has nothing that is installed', () => {
    for (const path of cached) expect(installed({ [path]: metadata('pandas', '1') })).toEqual([]);
    const others = {
      'opt/conda/pkgs/r-base-4/lib/R/library/stats/DESCRIPTION': 'Package: stats\nVersion: 4\nBuilt: R 4\n',
      'opt/conda/pkgs/nodejs-22/lib/node_modules/npm/package.json': '{"name": "npm", "version": "10"}',
    };
    expect(installed(others)).toEqual([]);
  });

  // as uv and conda install, and the archive has the name first that comes first in the alphabet
  test('has the file of which what is installed is another name', () => {
    for (const path of cached) {
      const layer = {
        [path]: metadata('pandas', '1'),
        [`${site}/pandas-1.dist-info/METADATA`]: { hardLinkTo: path },
      };
      expect(installed({}, layer)).toEqual(['pip pandas 1 b']);
      expect(installed(wheel('pandas', '1'), layer, { [path.replace('METADATA', '.wh.METADATA')]: '' })).toEqual([
        'pip pandas 1 a',
      ]);
    }
  });
});

describe('a whiteout', () => {
  test('of a directory spares what its own layer has there, whatever comes first', () => {
    const [emptied, added] = [{ [`${site}/.wh..wh..opq`]: '' }, wheel('numpy', '2')];
    for (const layer of [
      { ...emptied, ...added },
      { ...added, ...emptied },
    ])
      expect(installed(wheel('pandas', '1'), layer)).toEqual(['pip numpy 2 b']);
    expect(installed(wheel('pandas', '1'), { '.wh..wh..opq': '', ...added })).toEqual(['pip numpy 2 b']);
  });

  test('takes nothing whose name only begins like it', () => {
    expect(
      installed(wheel('pandas', '1'), { [`${site}/.wh.pandas`]: '', [`${site}/.wh..wh.aufs`]: '', '.wh.': '' }),
    ).toEqual(['pip pandas 1 a']);
  });
});

describe('what takes the place of', () => {
  test('a directory takes what is in it', () => {
    expect(installed(wheel('pandas', '1'), { 'usr/lib': 'symlink' })).toEqual([]);
    expect(installed(wheel('pandas', '1'), { 'usr/lib/': '' })).toEqual(['pip pandas 1 a']);
  });

  test('a list of packages takes it', () => {
    const others: readonly Layer[] = [{ 'var/lib/dpkg/status': 'symlink' }, { 'var/lib/dpkg/status/': '' }];
    for (const other of others) expect(installed(status('bash 5'), other)).toEqual([]);
  });
});

describe('names', () => {
  test('are those of the image, however they are written', () => {
    const [name = ''] = Object.keys(wheel('pandas', '1'));
    for (const written of [`/${name}`, `./${name}`, `.//${name.replace('/', '//./')}`])
      expect(installed({ [written]: metadata('pandas', '1') })).toEqual(['pip pandas 1 a']);
  });

  test('with slashes without end take no time from others', async () => {
    const files = { [`var${'/'.repeat(64 * 1024)}lib/dpkg/status`]: 'Package: a\nVersion: 1\n' };
    expect(await processorTime(() => expect(installed(files)).toEqual(['dpkg a 1 a']))).toBeLessThan(2_000);
  });

  test.each([
    [
      'in directories without end',
      200_000,
      (index: number) => `${index}/${'a/'.repeat(28)}${site}/x.dist-info/METADATA`,
    ],
    ['as deep as a name can lead', 2_000, (index: number) => `${'a/'.repeat(1_900)}conda-meta/p${index}-1-0.json`],
  ])('%s take no time from others', async (_, count, nameOf) => {
    const tree = new PackageTree();
    tree.beginLayer('a');
    const all = () => {
      for (let index = 0; index < count; index += 1) see(tree, [nameOf(index), 'x']);
      tree.endLayer();
    };
    expect(await processorTime(all)).toBeLessThan(4_000);
    expect(tree.packages()).toEqual([]);
  });

  test('that lead out of the image are passed by', () => {
    const layer = {
      '../var/lib/dpkg/status': 'Package: a\nVersion: 1\n',
      'x/../var/lib/dpkg/status': 'Package: a\nVersion: 1\n',
    };
    expect(installed(layer, { '../.wh.usr': '' })).toEqual([]);
  });
});

describe('an image', () => {
  test('whose list is larger than is read cannot be read', () => {
    const tree = new PackageTree();
    const entry = { name: 'var/lib/dpkg/status', size: 17 * 1024 * 1024, kind: 'file', linkName: '' } as const;
    expect(() => tree.entry(entry)).toThrow('larger than is read here');
  });

  test('with packages without end cannot be read', () => {
    const packages = Array.from({ length: 50_001 }, (_, index) => `p${index} 1`);
    expect(() => installed(status(...packages))).toThrow('more than 50000 packages');
    const files = Array.from(
      { length: 50_001 },
      (_, index) => [`opt/conda/conda-meta/p${index}-1-0.json`, ''] as const,
    );
    expect(() => installed(Object.fromEntries(files))).toThrow('more than 50000 packages');
  });

  test('with packages that are not read says so, as long as they are there', () => {
    const rpm = { 'var/lib/rpm/rpmdb.sqlite': 'x' };
    expect(installed(rpm)).toEqual(['rpm unread']);
    for (const removed of ['var/lib/rpm/.wh.rpmdb.sqlite', 'var/lib/.wh.rpm', 'var/.wh..wh..opq'])
      expect(installed(rpm, { [removed]: '' })).toEqual([]);
    expect(installed(rpm, { 'var/lib/rpm': 'symlink' })).toEqual([]);
    expect(installed(rpm, { ...rpm, 'var/lib/rpm/.wh..wh..opq': '' })).toEqual(['rpm unread']);
  });
});
