import { z } from 'zod';
import {
  imageReferenceInput,
  imageRunInput,
  imageRunSchema,
  imageSchema,
  parseImageReference,
} from '#libs/image-registry';
import { displayName, pageQuery, plainText } from '#libs/rest';
import type { CatalogueEnvironment } from '../environments.js';

const name = displayName;
const description = z.string().max(500);
const keywords = z.array(plainText(50)).max(20);

export const publishEnvironmentBody = z
  .strictObject({
    name,
    image: imageReferenceInput,
    description: description.optional(),
    keywords: keywords.default([]),
    run: imageRunInput.optional(),
  })
  .meta({ id: 'PublishEnvironment' });

export const reviseEnvironmentBody = z
  .strictObject({ name, image: imageReferenceInput, description, keywords, run: imageRunInput })
  .partial()
  .meta({ id: 'ReviseEnvironment' });

export const environmentQuery = z.strictObject({
  keyword: z.string().max(50).optional(),
  archived: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'true: those that were archived, and no others' }),
  ...pageQuery,
});

export const environmentView = z
  .object({
    environmentId: z.uuid(),
    name: z.string(),
    image: imageSchema,
    description: z.string().optional(),
    keywords: z.array(z.string()),
    run: imageRunSchema.optional(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    version: z.int(),
    imageSince: z.iso.datetime().meta({ description: 'When the image that it has now was published' }),
    archived: z.boolean(),
  })
  .meta({ id: 'CatalogueEnvironment' });

export const toEnvironmentView = (environment: CatalogueEnvironment): z.infer<typeof environmentView> =>
  environmentView.parse(environment);

/** The reference was checked by the schema, so it parses. */
export const toImage = (text: string): { reference: string; digest?: string | undefined } => {
  const image = parseImageReference(text);
  if (image === undefined) throw new Error(`not an image reference: ${text}`);
  return image;
};
