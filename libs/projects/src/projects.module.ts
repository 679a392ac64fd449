import { Module } from '@nestjs/common';
import { commandHandler, on } from '#libs/slice';
import { FindAddressee } from './facts/find-addressee.js';
import { FindInvitee } from './facts/find-invitee.js';
import { FindKnownMembers } from './facts/find-known-members.js';
import { FindPerson } from './facts/find-person.js';
import { OfferedSources } from './facts/offered-sources.js';
import { InvitationsToTell } from './invitations/invitations-to-tell.js';
import { project, projectStream } from './project.js';
import { PastProjects } from './read/past-projects.js';
import { ProjectQueries } from './read/project.queries.js';
import { ProjectAccessFromReadModel } from './read/project-access-from-read-model.js';
import { AcceptInvitation, acceptInvitation } from './write/accept-invitation.js';
import { ConnectRepository, connectRepository } from './write/connect-repository.js';
import { ConnectStorage, connectStorage } from './write/connect-storage.js';
import { CreateProject, createProject } from './write/create-project.js';
import { DeclineInvitation, declineInvitation } from './write/decline-invitation.js';
import { DeleteProject, deleteProject } from './write/delete-project.js';
import { DisconnectRepository, disconnectRepository } from './write/disconnect-repository.js';
import { DisconnectStorage, disconnectStorage } from './write/disconnect-storage.js';
import { InvitePerson, invitePerson } from './write/invite-person.js';
import { LeaveProject, leaveProject } from './write/leave-project.js';
import { PassOnProject, passOnProject } from './write/pass-on-project.js';
import { RemoveMember, removeMember } from './write/remove-member.js';
import { ReviseProject, reviseProject } from './write/revise-project.js';
import { SetMemberRole, setMemberRole } from './write/set-member-role.js';
import { WithdrawInvitation, withdrawInvitation } from './write/withdraw-invitation.js';

const stream = {
  stream: ({ projectId }: { projectId: string }) => projectStream(projectId),
  evolver: project,
} as const;
const owners = { ...stream, may: 'manage-project' } as const;
/** Of any project: the decision looks at whom an invitation is for. */
const invitees = { ...stream, may: 'answer-invitation', facts: FindAddressee } as const;
const writers = { ...stream, may: 'connect-repositories' } as const;

/** What this slice can do: command → decision, and by whom. */
const commands = [
  on(CreateProject, { ...stream, may: 'create-project', decide: createProject }),
  on(ReviseProject, { ...owners, decide: reviseProject }),
  on(SetMemberRole, { ...owners, decide: setMemberRole, facts: FindPerson }),
  on(RemoveMember, { ...owners, decide: removeMember }),
  on(LeaveProject, { ...stream, may: 'read-project', decide: leaveProject }),
  on(InvitePerson, { ...owners, decide: invitePerson, facts: FindInvitee }),
  on(WithdrawInvitation, { ...owners, decide: withdrawInvitation }),
  on(AcceptInvitation, { ...invitees, decide: acceptInvitation }),
  on(DeclineInvitation, { ...invitees, decide: declineInvitation }),
  on(PassOnProject, { ...owners, decide: passOnProject, facts: FindKnownMembers }),
  on(ConnectRepository, { ...writers, decide: connectRepository }),
  on(DisconnectRepository, { ...writers, decide: disconnectRepository }),
  on(ConnectStorage, { ...writers, decide: connectStorage, facts: OfferedSources }),
  on(DisconnectStorage, { ...writers, decide: disconnectStorage }),
  on(DeleteProject, { ...owners, decide: deleteProject }),
];

@Module({
  providers: [
    ProjectQueries,
    PastProjects,
    ProjectAccessFromReadModel,
    OfferedSources,
    FindPerson,
    FindInvitee,
    FindAddressee,
    FindKnownMembers,
    InvitationsToTell,
    ...commands.map(commandHandler),
  ],
  exports: [InvitationsToTell, ProjectQueries, PastProjects, ProjectAccessFromReadModel],
})
export class ProjectsModule {}
