import { Module } from '@nestjs/common';
import { PassOnProject, ProjectsModule } from '#libs/projects';
import { commandHandler, on, policyProvider, whenever } from '#libs/slice';
import { whenPersonErasedThenForget } from './automation/when-person-erased-then-forget.js';
import { whenPersonErasedThenPassOn } from './automation/when-person-erased-then-pass-on.js';
import { OwnedProjects } from './facts/owned-projects.js';
import { ForgetPerson, ForgetPersonHandler } from './forget-person.js';
import { person, personStream } from './person.js';
import { ErasePerson, erasePerson } from './write/erase-person.js';

/** What this slice can do: command → decision, and by whom. */
const commands = [
  on(ErasePerson, {
    stream: ({ userId }) => personStream(userId),
    evolver: person,
    decide: erasePerson,
    may: 'erase-oneself',
  }),
];

/** What happens by itself. */
const policies = [
  whenever(whenPersonErasedThenForget, { startAt: 'beginning', commands: { forget: ForgetPerson } }),
  whenever(whenPersonErasedThenPassOn, {
    ports: OwnedProjects,
    startAt: 'beginning',
    commands: { forget: ForgetPerson, passOn: PassOnProject },
  }),
];

@Module({
  imports: [ProjectsModule],
  providers: [OwnedProjects, ForgetPersonHandler, ...commands.map(commandHandler), ...policies.map(policyProvider)],
})
export class PeopleModule {}
