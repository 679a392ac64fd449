import { z } from 'zod';
import { jsonIn } from '#libs/image-registry';
import { assertListable } from '../assert-listable.js';
import type { InstalledPackage } from '../installed-package.js';
import { packageOfUrl } from './package-url.js';

/** Twenty for each package that is listed. 16 MiB that are nothing but values took five seconds, and a gigabyte. */
const MAX_VALUES = 1_000_000;

/** In-toto's envelope of what is attested, as buildkit stores it: without a signature. */
const statement = z.object({ predicate: z.unknown() });

/** https://spdx.github.io/spdx-spec/v2.3/ */
const spdx = z.object({
  packages: z.array(
    z.object({
      externalRefs: z.array(z.object({ referenceType: z.string(), referenceLocator: z.string() })).default([]),
    }),
  ),
});

/** https://cyclonedx.org/docs/1.6/json/; components may have components. */
const component = z.object({
  purl: z.string().optional(),
  get components() {
    return z.array(component).optional();
  },
});
const cycloneDx = z.object({ components: z.array(component) });

type Component = z.infer<typeof component>;

const urlsOf = (components: readonly Component[]): readonly string[] =>
  components.flatMap(({ purl, components: inner = [] }) => [...(purl === undefined ? [] : [purl]), ...urlsOf(inner)]);

const urlsInSpdx = ({ packages }: z.infer<typeof spdx>): readonly string[] =>
  packages.flatMap(({ externalRefs }) =>
    externalRefs
      .filter(({ referenceType }) => referenceType === 'purl')
      .map(({ referenceLocator }) => referenceLocator),
  );

/** Types of predicates, the one that is taken first where there are several. */
const formats: Readonly<Record<string, (predicate: unknown) => readonly string[]>> = {
  'https://spdx.dev/Document': (predicate) => urlsInSpdx(spdx.parse(predicate)),
  'https://cyclonedx.org/bom': (predicate) => urlsOf(cycloneDx.parse(predicate).components),
};

export const sbomTypes: readonly string[] = Object.keys(formats);

/** Each once, by manager, name and version. Throws where it is no such document, or names more than are listed. */
export const sbomPackages = (type: string, body: Buffer): readonly InstalledPackage[] => {
  const { predicate } = statement.parse(jsonIn(body, MAX_VALUES));
  const urls = formats[type]?.(predicate) ?? [];
  assertListable(urls.length);
  const found = new Map(
    urls.flatMap(packageOfUrl).map((one) => [`${one.manager} ${one.name} ${one.version}`, one] as const),
  );
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one);
};
