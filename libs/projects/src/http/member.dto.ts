import { z } from 'zod';
import type { Member } from '../project.js';

export const roleSchema = z.enum(['viewer', 'editor', 'owner']);

export const memberRoleBody = z.strictObject({ role: roleSchema }).meta({ id: 'MemberRole' });

export const memberView = z
  .object({
    userId: z.string(),
    displayName: z.string().optional().meta({ description: 'Absent where nobody is known by this id any more' }),
    role: roleSchema,
  })
  .meta({ id: 'Member' });

export const toMemberView = ({ userId, role }: Member, displayName?: string): z.infer<typeof memberView> => ({
  userId,
  displayName,
  role,
});
