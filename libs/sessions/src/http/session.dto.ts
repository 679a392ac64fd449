import { z } from 'zod';
import {
  digestPattern,
  imageReferenceInput,
  imageRunInput,
  imageRunSchema,
  imageSchema,
  parseImageReference,
} from '#libs/image-registry';
import { resourcesView } from '#libs/resources';
import { displayName, idInput, plainText } from '#libs/rest';
import { shownStatuses } from '../read/launch-statuses.js';
import type { Image } from '../session.js';
import type { RequestedEnvironment } from '../write/requested-environment.js';
import {
  commitInput,
  commitsInput,
  resourcesChangeInput,
  resourcesInput,
  selectionInput,
  selectionView,
} from './configuration.dto.js';

const name = displayName;

const requestedEnvironment = z.discriminatedUnion(
  'source',
  [
    z.strictObject({ source: z.literal('catalogue'), environmentId: idInput }),
    z.strictObject({
      source: z.literal('image'),
      image: imageReferenceInput,
      name: plainText(
        99,
        'is required: what the environment is called; a name beside "environment" is the session’s',
      ).meta({
        description: 'Of the environment',
      }),
      description: z.string().max(500).optional(),
      keywords: z.array(plainText(50)).max(20).default([]),
      run: imageRunInput.optional(),
    }),
    z.strictObject({
      source: z.literal('repository'),
      repositoryId: idInput,
      branch: z.string().min(1).max(250).optional().meta({ description: 'The default one where absent' }),
      commit: commitInput
        .optional()
        .meta({ description: 'Of the branch, with an image that is known; the newest one that has one where absent' }),
      name: name.optional(),
    }),
  ],
  'Send {"source": "catalogue", …}, {"source": "image", …} or {"source": "repository", …}.',
);

export const addSessionBody = z
  .strictObject({
    environment: requestedEnvironment,
    name: name.optional().meta({ description: 'Of the session; the environment’s where absent' }),
    resources: resourcesInput.default({}),
    repositories: selectionInput.default('all'),
    storages: selectionInput.default('all'),
    run: imageRunInput.optional(),
  })
  .meta({ id: 'AddSession' });

export const configureSessionBody = z
  .strictObject({
    name,
    resources: resourcesChangeInput,
    repositories: selectionInput,
    storages: selectionInput,
    run: imageRunInput,
    commits: commitsInput,
  })
  .partial()
  .meta({ id: 'ConfigureSession' });

export const defaultSessionBody = z.strictObject({ sessionId: idInput }).meta({ id: 'ChooseDefaultSession' });

export const changeImageBody = z
  .union(
    [
      z.strictObject({ digest: z.string().regex(digestPattern, 'A digest is sha256: and 64 hexadecimal digits.') }),
      z.strictObject({ newest: z.literal(true) }),
    ],
    'Send {"digest": "sha256:…"} or {"newest": true}; a digest is sha256: and 64 hexadecimal digits.',
  )
  .meta({ id: 'ChangeSessionImage' });

const sourceView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('catalogue'), environmentId: z.uuid(), version: z.int() }),
  z.object({ kind: z.literal('image'), reference: z.string() }),
  z.object({ kind: z.literal('repository'), repositoryId: z.uuid(), branch: z.string() }),
]);

export const sessionView = z
  .object({
    sessionId: z.uuid(),
    name: z.string(),
    environment: z.object({
      environmentId: z.uuid(),
      name: z.string(),
      description: z.string().optional(),
      keywords: z.array(z.string()),
      createdBy: z.string(),
      createdAt: z.iso.datetime(),
      image: imageSchema,
      run: imageRunSchema.optional(),
    }),
    source: sourceView,
    resources: resourcesView,
    resourceClass: z
      .object({ resourceClassId: z.uuid(), name: z.string() })
      .optional()
      .meta({ description: 'The smallest that has as much today; absent in the past, and where none is offered' }),
    repositories: selectionView,
    storages: selectionView,
    run: imageRunSchema.optional().meta({ description: 'Field by field instead of what the environment says' }),
    commits: z
      .record(z.uuid(), z.string())
      .optional()
      .meta({ description: 'At which repositories are cloned, by id; the others as their hosts have them then' }),
    isDefault: z.boolean(),
    imageUpdate: z
      .object({
        reference: z.string(),
        digest: z.string().optional(),
        commit: z.string().optional().meta({ description: 'That it was built of' }),
        availableSince: z.iso.datetime(),
      })
      .optional()
      .meta({ description: 'A newer image that the session can be moved to' }),
    branchGoneSince: z.iso.datetime().optional().meta({
      description:
        'Since when the code host has the branch of `source` no more, so that no newer image will come; absent where it has, and in the past',
    }),
    notices: z.array(z.object({ code: z.string(), advice: z.string() })),
    status: z
      .enum(shownStatuses)
      .optional()
      .meta({ description: 'Of your own launch; absent in the past, and for an auditor who has none' }),
    live: z.int().optional().meta({
      description: 'How many launches of it start, run or end now, whoever’s; for auditors alone, absent in the past',
    }),
    launchId: z.uuid().optional(),
    lastUsedAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When you launched or resumed it last; absent where you never did, and in the past' }),
  })
  .meta({ id: 'Session' });

export type SessionView = z.infer<typeof sessionView>;

/** The reference was checked by the schema, so it parses. */
const toImage = (text: string): Image => {
  const image = parseImageReference(text);
  if (image === undefined) throw new TypeError(`not an image reference: ${text}`);
  return image;
};

/** As it was asked for: the branch of a repository may be missing. */
export type EnvironmentBody = z.infer<typeof requestedEnvironment>;

export const toRequestedImage = (body: Extract<EnvironmentBody, { source: 'image' }>): RequestedEnvironment => ({
  ...body,
  image: toImage(body.image),
});
