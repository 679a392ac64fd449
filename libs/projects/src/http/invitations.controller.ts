import { Body, Controller, Delete, Get, HttpCode, Inject, Optional, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { type Principal, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import type { Command } from '#libs/event-sourcing';
import {
  Answer,
  Api,
  Caller,
  done,
  Id,
  InContext,
  inProject,
  Operation,
  type PersonalContext,
  ProblemError,
  RateLimit,
} from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { InviteAddress } from '../invitations/invite-address.js';
import { INVITED_ADDRESSES, type InvitedAddresses } from '../invitations/invited-addresses.js';
import { openInvitations } from '../open-invitations.js';
import { projectProblems } from '../project.rejections.js';
import { ProjectQueries } from '../read/project.queries.js';
import { AcceptInvitation } from '../write/accept-invitation.js';
import { DeclineInvitation } from '../write/decline-invitation.js';
import { WithdrawInvitation } from '../write/withdraw-invitation.js';
import { invitationView, inviteBody, toInvitationView } from './invitation.dto.js';

type View = z.infer<typeof invitationView>;

/** Each stands before somebody else's eyes when they sign in. */
const INVITATIONS_A_MINUTE = 20;
const notFound = projectProblems['invitation-not-found'];

@Api('Projects')
@Controller('projects/:projectId/invitations')
export class InvitationsController {
  private readonly invitations = new RateLimit({ name: 'invitations', limit: INVITATIONS_A_MINUTE, windowMs: 60_000 });

  constructor(
    private readonly commands: CommandBus,
    private readonly authorizer: QueryAuthorizer,
    private readonly queries: ProjectQueries,
    private readonly inviter: InviteAddress,
    @Inject(INVITED_ADDRESSES) private readonly addresses: InvitedAddresses,
    @Optional() @Inject(USER_DIRECTORY) private readonly directory: UserDirectory | undefined,
  ) {}

  @Get()
  @Operation({
    id: 'listInvitations',
    summary: 'Who is invited and has not answered, in the order in which they were invited; owners only',
    answers: { 200: invitationView.array() },
    refusals: inProject,
  })
  async list(@Caller() caller: Principal, @Param('projectId', Id) projectId: string): Promise<View[]> {
    await this.authorizer.allow(caller, 'manage-project', projectId);
    const project = await this.queries.project(projectId);
    if (project === undefined) throw new ProblemError('project-not-found');
    const open = openInvitations(project, new Date());
    const addresses = new Map((await this.addresses.ofProject(projectId)).map((one) => [one.invitationId, one]));
    const names = await this.namesOf(open.map(({ invitedBy }) => invitedBy));
    return open.map((invitation) => toInvitationView(invitation, addresses.get(invitation.invitationId), names));
  }

  @Post()
  @HttpCode(201)
  @Operation({
    id: 'invitePerson',
    summary: 'Invite whoever has an e-mail address, also who never signed in; owners only',
    description:
      'Whom it is for finds it when they sign in with this address, verified by their identity provider, within 30 days. Where the administrator has set up e-mail, they are told once by e-mail, whether or not they were ever here: of fifty invitations a day that one person makes, and of three to one address. Else nothing is sent. An open invitation to the same address is answered as it is.',
    answers: { 201: invitationView },
    refusals: [
      ...inProject,
      projectProblems['already-member'],
      projectProblems['too-many-invitations'],
      notFound,
      'too-many-requests',
    ],
  })
  async invite(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Body({ schema: inviteBody }) body: z.infer<typeof inviteBody>,
  ): Promise<Answer<View>> {
    const rateLimit = this.invitations.take(context.actor);
    const { invitation, address, position } = await this.inviter.invite(context, { ...body, projectId });
    const names = await this.namesOf([invitation.invitedBy]);
    return new Answer(toInvitationView(invitation, address, names), { position, rateLimit });
  }

  @Delete(':invitationId')
  @HttpCode(204)
  @Operation({
    id: 'withdrawInvitation',
    summary: 'Withdraw an invitation; owners only',
    answers: { 204: 'nothing' },
    refusals: [...inProject, notFound],
  })
  async withdraw(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('invitationId', Id) invitationId: string,
  ): Promise<Answer<undefined>> {
    return this.end(new WithdrawInvitation({ projectId, invitationId }, context));
  }

  @Post(':invitationId/accept')
  @HttpCode(204)
  @Operation({
    id: 'acceptInvitation',
    summary: 'Join a project that you are invited to; for everybody else there is no such invitation',
    description: 'Who is a member already with this role or a higher one keeps theirs.',
    answers: { 204: 'nothing' },
    refusals: [notFound],
  })
  async accept(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('invitationId', Id) invitationId: string,
  ): Promise<Answer<undefined>> {
    return this.end(new AcceptInvitation({ projectId, invitationId }, context));
  }

  @Post(':invitationId/decline')
  @HttpCode(204)
  @Operation({
    id: 'declineInvitation',
    summary: 'Decline an invitation of yours; the project’s owners see in its history that you did',
    answers: { 204: 'nothing' },
    refusals: [notFound],
  })
  async decline(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('invitationId', Id) invitationId: string,
  ): Promise<Answer<undefined>> {
    return this.end(new DeclineInvitation({ projectId, invitationId }, context));
  }

  /** Its address is of no use afterwards. Should this process not come so far, nobody is shown it, and it goes by its time. */
  private async end(command: Command<{ readonly invitationId: string }>): Promise<Answer<undefined>> {
    const answer = done(await this.commands.execute(command));
    await this.addresses.forget(command.data.invitationId);
    return answer;
  }

  private async namesOf(userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return (await this.directory?.displayNames(userIds)) ?? new Map();
  }
}
