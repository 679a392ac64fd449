import { z } from 'zod';
import type { PersonalToken } from '#libs/access';
import { displayName } from '#libs/rest';

export const createTokenBody = z
  .strictObject({
    name: displayName.meta({ description: 'What it is for' }),
    expiresInDays: z.int().min(1).max(365),
  })
  .meta({ id: 'CreatePersonalToken' });

const instant = z.string().meta({ format: 'date-time' });

const shown = {
  tokenId: z.uuid(),
  name: z.string(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.optional().meta({ description: 'To within ten minutes; absent where it was never used' }),
};

export const personalTokenView = z.object(shown).meta({ id: 'PersonalToken' });

export const newPersonalTokenView = z
  .object({ ...shown, token: z.string().meta({ description: 'Is kept nowhere and never shown again' }) })
  .meta({ id: 'NewPersonalToken' });

export const viewOf = ({
  createdAt,
  expiresAt,
  lastUsedAt,
  ...said
}: PersonalToken): z.infer<typeof personalTokenView> => ({
  ...said,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  ...(lastUsedAt !== undefined && { lastUsedAt: lastUsedAt.toISOString() }),
});
