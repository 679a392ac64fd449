import { Controller, Get, Inject, Optional } from '@nestjs/common';
import type { z } from 'zod';
import { type Principal, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { Api, Caller, Operation } from '#libs/rest';
import { type InvitedAddress } from '../invitations/invited-address.js';
import { INVITED_ADDRESSES, type InvitedAddresses } from '../invitations/invited-addresses.js';
import { openInvitations } from '../open-invitations.js';
import type { Invitation, Project } from '../project.js';
import { ProjectQueries } from '../read/project.queries.js';
import { ownInvitationView, toOwnInvitationView } from './invitation.dto.js';

type View = z.infer<typeof ownInvitationView>;

/** Anybody can invite an address: nobody is shown more than they can look through. */
const MOST_SHOWN = 50;

@Api('Projects')
@Controller('me/invitations')
export class OwnInvitationsController {
  constructor(
    private readonly queries: ProjectQueries,
    @Inject(INVITED_ADDRESSES) private readonly addresses: InvitedAddresses,
    @Optional() @Inject(USER_DIRECTORY) private readonly directory: UserDirectory | undefined,
  ) {}

  @Get()
  @Operation({
    id: 'listOwnInvitations',
    summary: 'Projects that you are invited to, the newest first, fifty at most',
    description: 'By the e-mail address that your identity provider has verified.',
    answers: { 200: ownInvitationView.array() },
  })
  async list(@Caller() { userId }: Principal): Promise<View[]> {
    const email = await this.directory?.emailOf(userId);
    const invitations = email === undefined ? [] : await this.openAmong(await this.addresses.ofEmail(email));
    const shown = invitations.toSorted((a, b) => newestFirst(a.invitation, b.invitation)).slice(0, MOST_SHOWN);
    const names = (await this.directory?.displayNames(shown.map((one) => one.invitation.invitedBy))) ?? new Map();
    return shown.map(({ invitation, project }) => toOwnInvitationView(invitation, project, names));
  }

  private async openAmong(addresses: readonly InvitedAddress[]) {
    const projects = await this.queries.withIds(addresses.map(({ projectId }) => projectId));
    return addresses.flatMap(({ projectId, invitationId }) => {
      const project = projects.get(projectId);
      const invitation = project && openOne(project, invitationId);
      return project === undefined || invitation === undefined ? [] : [{ project, invitation }];
    });
  }
}

const openOne = (project: Project, invitationId: string): Invitation | undefined =>
  openInvitations(project, new Date()).find((one) => one.invitationId === invitationId);

const newestFirst = (one: Invitation, other: Invitation): number =>
  Date.parse(other.expiresAt) - Date.parse(one.expiresAt);
