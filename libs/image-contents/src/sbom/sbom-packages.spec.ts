import { describe, expect, test } from 'vitest';
import { processorTime } from '../../../../test/support/processor-time.js';
import { sbomPackages } from './sbom-packages.js';

const spdxOf = (...urls: readonly string[]): string =>
  JSON.stringify({
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType: 'https://spdx.dev/Document',
    predicate: {
      spdxVersion: 'SPDX-2.3',
      packages: [
        { name: 'the image itself' },
        ...urls.map((referenceLocator) => ({
          externalRefs: [
            { referenceCategory: 'SECURITY', referenceType: 'cpe23Type', referenceLocator: 'cpe:2.3:a:x' },
            { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator },
          ],
        })),
      ],
    },
  });

const said = (text: string, type = 'https://spdx.dev/Document'): readonly string[] =>
  sbomPackages(type, Buffer.from(text)).map(({ manager, name, version }) => `${manager} ${name} ${version}`);

describe('an SBOM', () => {
  test('of SPDX names packages by their URLs', () => {
    expect(
      said(
        spdxOf(
          'pkg:deb/debian/libstdc%2B%2B6@12.2.0-14?arch=amd64&distro=debian-12',
          'pkg:deb/debian/adduser@3.134?arch=all',
          'pkg:deb/debian/passwd@1%3A4.13%2Bdfsg1-1?arch=amd64',
          'pkg:pypi/numpy@2.1.3',
          'pkg:npm/%40scope/tool@1.0.0',
          'pkg:golang/github.com/a/b@v1.2.3#cmd',
          'pkg:cran/ggplot2@3.5.1',
          'pkg:pypi/numpy@2.1.3',
        ),
      ),
    ).toEqual([
      'dpkg adduser 3.134',
      'dpkg libstdc++6 12.2.0-14',
      'dpkg passwd 1:4.13+dfsg1-1',
      'golang github.com/a/b v1.2.3',
      'npm @scope/tool 1.0.0',
      'pip numpy 2.1.3',
      'r ggplot2 3.5.1',
    ]);
  });

  test.each(['constructor', 'toString'])('may name a manager as JavaScript calls something: %s', (type) => {
    expect(said(spdxOf(`pkg:${type}/a@1`))).toEqual([`${type} a 1`]);
  });

  test('of CycloneDX names them also within others', () => {
    const components = [{ purl: 'pkg:apk/alpine/musl@1.2.5-r0', components: [{ purl: 'pkg:conda/numpy@1' }] }, {}];
    const text = JSON.stringify({ predicate: { components } });
    expect(said(text, 'https://cyclonedx.org/bom')).toEqual(['apk musl 1.2.5-r0', 'conda numpy 1']);
  });

  test.each([
    'pkg:pypi/numpy',
    'pkg:pypi/@1',
    'numpy@1',
    'pkg:pypi/%ff@1',
    'pkg:pypi/a b@1',
    `pkg:pypi/${'a'.repeat(300)}@1`,
  ])('is passed by where it says %s', (url) => {
    expect(said(spdxOf(url))).toEqual([]);
  });

  test.each(['{', '{}', '[]', '{"predicate":{"packages":1}}', '{"predicate":null}'])(
    'that is none is refused: %s',
    (text) => {
      expect(() => said(text)).toThrow();
    },
  );

  test('that names more than are listed is refused', () => {
    const many = Array.from({ length: 50_001 }, (_, n) => `pkg:pypi/p${n}@1`);
    expect(() => said(spdxOf(...many))).toThrow('more than 50000 packages');
    expect(said(spdxOf(...many.slice(1)))).toHaveLength(50_000);
  });

  test.each([
    ['https://spdx.dev/Document', 'packages'],
    ['https://cyclonedx.org/bom', 'components'],
  ])('that is nothing but values is refused in time: %s', async (type, list) => {
    const text = `{"predicate":{"${list}":[${'{},'.repeat(5_000_000)}{}]}}`;
    expect(await processorTime(() => expect(() => said(text, type)).toThrow())).toBeLessThan(1_000);
  });

  test('that is made to take long is read in time', async () => {
    const long = [`pkg:pypi/${'@'.repeat(500_000)}`, `pkg:pypi/${'a/'.repeat(500_000)}@1`, 'pkg:'.repeat(500_000)];
    expect(await processorTime(() => said(spdxOf(...long)))).toBeLessThan(1_000);
  });
});
