import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { Principal } from '#libs/access';
import type { CommandResult } from '#libs/event-sourcing';
import { Answer, Caller, done, Id, InContext, type PersonalContext } from '#libs/rest';
import { QueryAuthorizer } from '#libs/slice';
import { ProjectQueries } from '../read/project.queries.js';
import { LeaveProject } from '../write/leave-project.js';
import { RemoveMember } from '../write/remove-member.js';
import { SetMemberRole } from '../write/set-member-role.js';
import { memberRoleBody, memberView, toMemberView } from './member.dto.js';

type View = z.infer<typeof memberView>;

@ApiTags('Projects')
@ApiBearerAuth()
@Controller('projects/:projectId/members')
export class MembersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: ProjectQueries,
    private readonly authorizer: QueryAuthorizer,
  ) {}

  @Get()
  @ApiResponse({ status: 200, standardSchema: memberView.array() })
  async list(@Caller() caller: Principal, @Param('projectId', Id) projectId: string): Promise<View[]> {
    await this.authorizer.allow(caller, 'read-project', projectId);
    return (await this.queries.project(projectId))?.members.map(toMemberView) ?? [];
  }

  @Put(':userId')
  @ApiResponse({ status: 200, standardSchema: memberView })
  async setRole(
    @InContext() context: PersonalContext,
    @Param('projectId', Id) projectId: string,
    @Param('userId', Id) userId: string,
    @Body({ schema: memberRoleBody }) { role }: z.infer<typeof memberRoleBody>,
  ): Promise<Answer<View>> {
    const result: CommandResult = await this.commands.execute(new SetMemberRole({ projectId, userId, role }, context));
    return new Answer({ userId, role }, { position: result.position });
  }

  @Delete(':userId')
  @HttpCode(204)
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
}
