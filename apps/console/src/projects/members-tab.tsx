import { type ReactNode, useState } from 'react';
import type { Member, Person, Role } from '../api/views.js';
import { mayManage } from '../launches/legal-actions.js';
import { Alert } from '../page/alert.js';
import { useServices } from '../page/services.js';
import { goTo } from '../page/use-address.js';
import { useCommand } from '../page/use-command.js';
import { useForm } from '../page/use-form.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useOpenProject } from './open-project.js';
import { useCallMember } from './use-call-member.js';

const roles: readonly [Role, string][] = [
  ['viewer', 'Viewer: sees and launches'],
  ['editor', 'Editor: adds and configures sessions'],
  ['owner', 'Owner: also keeps members, reads history'],
];

export const MembersTab = (): ReactNode => {
  const services = useServices();
  const { data, store } = useOpenProject();
  const command = useCommand();
  const keptFocus = useKeptFocus<HTMLElement>();
  const path = `/projects/${data.project.projectId}/members`;
  const call = useCallMember();
  const isOwner = mayManage(data.project);
  const setRole = ({ userId }: Member, role: Role): Promise<boolean> =>
    command.run(async () => {
      await services.api.send('PUT', `${path}/${userId}`, { body: { role } });
      await store.refresh(['members', 'project']);
    });
  const remove = ({ userId }: Member): Promise<boolean> =>
    command.run(async () => {
      await services.api.send('DELETE', `${path}/${userId}`);
      if (userId === services.me.userId && data.project.visibility === 'private') goTo('/');
      else await store.refresh(['members', 'project']);
    });
  return (
    <section aria-labelledby="members" {...keptFocus}>
      <h2 id="members">Members</h2>
      <Alert>{command.problem}</Alert>
      <ul className="rows">
        {data.members.map((member) => {
          const isMe = member.userId === services.me.userId;
          const name = call(member.userId);
          return (
            <li key={member.userId}>
              <span>
                {name} {isMe && <span className="soft">(you)</span>}
              </span>
              <span className="buttons">
                <RoleChoice
                  name={name}
                  role={member.role}
                  isOwner={isOwner}
                  onChoose={(role) => void setRole(member, role)}
                />
                {(isOwner || isMe) && (
                  <button
                    type="button"
                    className="quiet danger"
                    aria-label={isMe ? 'Leave the project' : `Remove ${name}`}
                    aria-disabled={command.isRunning}
                    onClick={() => void remove(member)}
                  >
                    {isMe ? 'Leave' : 'Remove'}
                  </button>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {isOwner && <AddMemberForm />}
    </section>
  );
};

interface RoleProps {
  readonly name: string;
  readonly role: Role;
  readonly isOwner: boolean;
  readonly onChoose: (role: Role) => void;
}

const RoleChoice = ({ name, role, isOwner, onChoose }: RoleProps): ReactNode =>
  isOwner ? (
    <select aria-label={`Role of ${name}`} value={role} onChange={(event) => onChoose(event.target.value as Role)}>
      {roles.map(([value]) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </select>
  ) : (
    <span className="tag">{role}</span>
  );

const labels = { '/role': 'Role' };

const AddMemberForm = (): ReactNode => {
  const { api, known } = useServices();
  const { data, store } = useOpenProject();
  const [query, setQuery] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const command = useForm(labels);
  const add = async (): Promise<void> => {
    const [person] = await api.get<Person[]>(`/users?query=${encodeURIComponent(query)}`);
    if (person === undefined)
      throw new Error(
        `Nobody with the handle or e-mail address “${query}” has signed in here. Ask them to sign in once.`,
      );
    known.set(person.userId, person);
    await api.send('PUT', `/projects/${data.project.projectId}/members/${person.userId}`, { body: { role } });
    setQuery('');
    await store.refresh(['members', 'project']);
  };
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault();
        void command.run(add);
      }}
    >
      <h3>Add a member</h3>
      <div className="fields">
        <label className="field grow">
          <span>Handle or e-mail address, in full</span>
          <input
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            required
            maxLength={200}
            autoComplete="off"
          />
        </label>
        <label className="field">
          <span>Role</span>
          <select value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {roles.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Alert id={command.alertId}>{command.problem}</Alert>
      <button type="submit" className="primary" aria-disabled={command.isRunning}>
        Add member
      </button>
    </form>
  );
};
