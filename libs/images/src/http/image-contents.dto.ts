import { z } from 'zod';
import { digestPattern, imageReferenceInput } from '#libs/image-registry';
import { pageQuery } from '#libs/rest';

const digest = z.string().regex(digestPattern, 'is “sha256:” and 64 hexadecimal digits');

export const imageContentsQuery = z.strictObject({
  ...pageQuery,
  query: z.string().max(200).optional().meta({ description: 'A part of the package’s name, in whatever case' }),
  manager: z
    .string()
    .max(50)
    .optional()
    .meta({ examples: ['pip'] }),
  reference: imageReferenceInput
    .optional()
    .meta({ description: 'Whose repository holds it: needed where it was not read yet' }),
});

export const imageComparisonQuery = z.strictObject({
  from: digest,
  to: digest,
  fromReference: imageReferenceInput.optional(),
  toReference: imageReferenceInput.optional(),
});

const packageView = z
  .object({
    manager: z.string().meta({
      description: '`dpkg`, `apk`, `conda`, `pip`, `r`, `julia`, `npm`; of an SBOM, whatever it names',
    }),
    name: z.string(),
    version: z.string(),
    layer: z.string().optional().meta({ description: 'Digest of the layer that brought it in this version' }),
  })
  .meta({ id: 'InstalledPackage' });

export const imageContentsView = z
  .object({
    digest: z.string(),
    source: z.enum(['layers', 'sbom']).meta({ description: 'sbom: as the image’s builder attests' }),
    readAt: z.string(),
    unread: z.array(z.string()).meta({ description: 'Managers whose packages are there and are not read' }),
    managers: z.array(z.object({ manager: z.string(), packages: z.int() })),
    found: z.int().meta({ description: 'How many fit what was asked for' }),
    packages: z.array(packageView),
  })
  .meta({ id: 'ImageContents' });

/** With 202: ask again after `Retry-After` seconds. Whoever does not for half a minute waits no more. */
export const imageReadingView = z
  .object({
    digest: z.string(),
    doneBytes: z.int(),
    totalBytes: z.int().meta({ description: '0: not known yet, or it waits for its turn' }),
  })
  .meta({ id: 'ImageReading' });

const namedPackage = packageView.omit({ layer: true });

export const imageComparisonView = z
  .object({
    from: z.string(),
    to: z.string(),
    added: z.array(namedPackage),
    removed: z.array(namedPackage),
    changed: z.array(z.object({ manager: z.string(), name: z.string(), from: z.string(), to: z.string() })),
  })
  .meta({ id: 'ImageComparison' });

export type ImageContentsQuery = z.infer<typeof imageContentsQuery>;
export type ImageComparisonQuery = z.infer<typeof imageComparisonQuery>;
export type ImageContentsView = z.infer<typeof imageContentsView>;
export type ImageReadingView = z.infer<typeof imageReadingView>;
export type ImageComparisonView = z.infer<typeof imageComparisonView>;
