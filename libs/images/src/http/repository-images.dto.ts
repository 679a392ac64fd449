import { z } from 'zod';
import { pageQuery } from '#libs/rest';
import type { LookedHead } from '../looking/repository-look.js';
import type { BuiltImage, NewestImage } from '../repository-images.js';

const branch = z.string().min(1).max(250).optional();

export const builtImagesQuery = z.strictObject({
  ...pageQuery,
  branch: branch.meta({ description: 'Of this one alone; of all where absent' }),
});

export const builtImageView = z
  .object({
    branch: z.string(),
    commit: z.string(),
    image: z.object({ reference: z.string(), digest: z.string() }),
    builtAt: z.iso.datetime().optional().meta({ description: 'As the image says itself' }),
    availableSince: z.iso.datetime().meta({ description: 'When it was seen first' }),
  })
  .meta({ id: 'BuiltImage', description: 'What the pipeline of a code repository built of a branch’s head' });

export type BuiltImageView = z.infer<typeof builtImageView>;

export const branchesQuery = z.strictObject({
  branch: branch.meta({ description: 'One to look at beside the default one' }),
});

export const branchView = z
  .object({
    branch: z.string(),
    commit: z.string().meta({ description: 'Of its head; of one that is gone, that of its newest image' }),
    isDefault: z.boolean(),
    image: builtImageView.optional().meta({ description: 'The newest that is known, perhaps of an older commit' }),
    missing: z
      .object({ code: z.string(), advice: z.string() })
      .optional()
      .meta({ description: 'Why its head has no image; absent too where it was not looked at' }),
    goneSince: z.iso.datetime().optional().meta({
      description:
        'Since when its code host has it no more: no newer image will come, and no session is added from it; absent where it has',
    }),
  })
  .meta({ id: 'Branch' });

export type BranchView = z.infer<typeof branchView>;

export const toBuiltImageView = ({ branch, commit, image, builtAt, availableSince }: BuiltImage): BuiltImageView => ({
  ...{ branch, commit, image: { ...image }, builtAt, availableSince },
});

export const toBranchView = (
  { branch, commit, missing }: LookedHead,
  isDefault: boolean,
  newest: BuiltImage | undefined,
): BranchView => ({
  branch,
  commit,
  isDefault,
  image: newest && toBuiltImageView(newest),
  missing: missing && { code: missing.code, advice: missing.advice },
});

export const toGoneBranchView = ({ goneSince, ...newest }: NewestImage): BranchView => ({
  ...toBranchView(newest, false, newest),
  goneSince,
});
