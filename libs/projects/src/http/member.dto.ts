import { z } from 'zod';
import type { Member } from '../project.js';

export const roleSchema = z.enum(['viewer', 'editor', 'owner']);

export const memberRoleBody = z.strictObject({ role: roleSchema }).meta({ id: 'MemberRole' });

export const memberView = z.object({ userId: z.string(), role: roleSchema }).meta({ id: 'Member' });

export const toMemberView = ({ userId, role }: Member): z.infer<typeof memberView> => ({ userId, role });
