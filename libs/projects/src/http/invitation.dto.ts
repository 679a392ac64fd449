import { z } from 'zod';
import type { InvitedAddress } from '../invitations/invited-address.js';
import type { Invitation, Project } from '../project.js';
import { roleSchema } from './member.dto.js';

export const inviteBody = z
  .strictObject({
    email: z
      .email('must be an e-mail address')
      .max(254)
      // RFC 5321, 4.5.3.1.1
      .refine((email) => email.indexOf('@') <= 64, 'has more than 64 characters before its @')
      .meta({ description: 'As their identity provider knows it' }),
    role: roleSchema,
  })
  .meta({ id: 'InvitePerson' });

const shown = {
  invitationId: z.uuid(),
  role: roleSchema,
  invitedBy: z.string().optional().meta({ description: 'Absent where nobody is known by the id any more' }),
  expiresAt: z.iso.datetime(),
};

export const invitationView = z
  .object({
    ...shown,
    email: z
      .string()
      .optional()
      .meta({ description: 'Absent where it was forgotten, with the person whose it was: nobody can accept it then' }),
  })
  .meta({ id: 'Invitation' });

export const ownInvitationView = z
  .object({ ...shown, projectId: z.uuid(), projectName: z.string() })
  .meta({ id: 'OwnInvitation' });

type Names = ReadonlyMap<string, string>;

export const toInvitationView = (
  { invitationId, role, invitedBy, expiresAt }: Invitation,
  address: Pick<InvitedAddress, 'email'> | undefined,
  names: Names,
): z.infer<typeof invitationView> => ({
  ...{ invitationId, email: address?.email, role, invitedBy: names.get(invitedBy), expiresAt },
});

export const toOwnInvitationView = (
  { invitationId, role, invitedBy, expiresAt }: Invitation,
  { projectId, name }: Project,
  names: Names,
): z.infer<typeof ownInvitationView> => ({
  ...{ invitationId, projectId, projectName: name, role, invitedBy: names.get(invitedBy), expiresAt },
});
