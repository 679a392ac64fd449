import { Body, Controller, Delete, Get, HttpCode, Inject, Optional, Param, Put, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { type Principal, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import type { CommandResult } from '#libs/event-sourcing';
import { Answer, Api, Caller, done, Id, InContext, inProject, Operation, type PersonalContext } from '#libs/rest';
import type { Member } from '../project.js';
import { projectProblems } from '../project.rejections.js';
import { LeaveProject } from '../write/leave-project.js';
import { RemoveMember } from '../write/remove-member.js';
import { SetMemberRole } from '../write/set-member-role.js';
import { memberRoleBody, memberView, toMemberView } from './member.dto.js';
import { atQuery } from './project.dto.js';
import { ProjectReader } from './project-reader.js';

type View = z.infer<typeof memberView>;

@Api('Projects')
@Controller('projects/:projectId/members')
export class MembersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reader: ProjectReader,
    @Optional() @Inject(USER_DIRECTORY) private readonly directory: UserDirectory | undefined,
  ) {}

  @Get()
  @Operation({
    id: 'listMembers',
    summary: 'Who belongs to a project or did then, in the order in which they joined',
    answers: { 200: memberView.array() },
    refusals: [...inProject, projectProblems['invalid-at']],
  })
  async list(
    @Caller() caller: Principal,
    @Param('projectId', Id) projectId: string,
    @Query({ schema: atQuery }) { at }: z.infer<typeof atQuery>,
  ): Promise<View[]> {
    const { members } = await this.reader.read(caller, projectId, at);
    return Promise.all(members.map((member) => this.view(member)));
  }

  @Put(':userId')
  @Operation({
    id: 'setMemberRole',
    summary: 'Make somebody a member or give them another role; owners only',
    answers: { 200: memberView },
    refusals: [...inProject, projectProblems['user-not-found'], projectProblems['last-owner']],
  })
  async setRole(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('userId', Id) userId: string,
    @Body({ schema: memberRoleBody }) { role }: z.infer<typeof memberRoleBody>,
  ): Promise<Answer<View>> {
    const result: CommandResult = await this.commands.execute(new SetMemberRole({ projectId, userId, role }, context));
    return new Answer(await this.view({ userId, role }), { position: result.position });
  }

  @Delete(':userId')
  @HttpCode(204)
  @Operation({
    id: 'removeMember',
    summary: 'Remove a member, or leave',
    description: 'Owners remove others; everybody may leave but the last owner.',
    answers: { 204: 'nothing' },
    refusals: [...inProject, projectProblems['member-not-found'], projectProblems['last-owner']],
  })
  async remove(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('userId', Id) userId: string,
  ): Promise<Answer<undefined>> {
    const leaves = userId === context.actor;
    return done(
      await this.commands.execute(
        leaves ? new LeaveProject({ projectId }, context) : new RemoveMember({ projectId, userId }, context),
      ),
    );
  }

  private async view(member: Member): Promise<View> {
    return toMemberView(member, (await this.directory?.find(member.userId))?.displayName);
  }
}
