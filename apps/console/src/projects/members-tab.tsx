import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Member } from '../api/schema.js';
import { mayManage } from '../launches/legal-actions.js';
import { addresses } from '../page/addresses.js';
import { CommandButton } from '../page/command-button.js';
import { useServices } from '../page/services.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { AddMemberForm } from './add-member-form.js';
import { EndMembershipDialog } from './end-membership-dialog.js';
import { InvitationsSection } from './invitations-section.js';
import { memberRoles } from './member-roles.js';
import { useOpenProject } from './open-project.js';
import { roleInWords } from './project-words.js';
import { useCallMember } from './use-call-member.js';

type Role = Member['role'];

export const MembersTab = (): ReactNode => {
  const { me } = useServices();
  const { data } = useOpenProject();
  const { setRole, remove } = useMemberCommands();
  const [ending, setEnding] = useState<Member>();
  const keptFocus = useKeptFocus<HTMLElement>();
  const call = useCallMember();
  const isOwner = mayManage(data.project);
  return (
    <>
      <section aria-labelledby="members" {...keptFocus}>
        <h2 id="members">
          <Trans>Members</Trans>
        </h2>
        <ul className="rows">
          {data.members.map((member) => {
            const isMe = member.userId === me.userId;
            const name = call(member.userId);
            return (
              <li key={member.userId}>
                <span>
                  {name}{' '}
                  {isMe && (
                    <span className="soft">
                      <Trans>(you)</Trans>
                    </span>
                  )}
                </span>
                <div className="buttons">
                  <RoleChoice
                    key={member.role}
                    name={name}
                    role={member.role}
                    isOwner={isOwner}
                    onChoose={(role) => setRole(member, role)}
                  />
                  {(isOwner || isMe) && (
                    <button
                      type="button"
                      className="quiet danger"
                      aria-label={isMe ? t`Leave the project` : t`Remove ${name}`}
                      onClick={() => setEnding(member)}
                    >
                      {isMe ? t`Leave` : t`Remove`}
                    </button>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
        {isOwner && <AddMemberForm />}
        {ending !== undefined && (
          <EndMembershipDialog
            member={ending.userId === me.userId ? undefined : call(ending.userId)}
            onEnd={() => remove(ending)}
            onClose={() => setEnding(undefined)}
          />
        )}
      </section>
      {isOwner && <InvitationsSection />}
    </>
  );
};

const useMemberCommands = () => {
  const { api, me } = useServices();
  const { projectId, data, refresh } = useOpenProject();
  const goTo = useNavigate();
  return {
    setRole: async ({ userId }: Member, role: Role): Promise<void> => {
      const params = { path: { projectId, userId } };
      await api.PUT('/api/v1/projects/{projectId}/members/{userId}', { params, body: { role } });
      await refresh(['members', 'project']);
    },
    remove: async ({ userId }: Member): Promise<void> => {
      const params = { path: { projectId, userId } };
      await api.DELETE('/api/v1/projects/{projectId}/members/{userId}', { params });
      if (userId === me.userId && data.project.visibility === 'private') void goTo(addresses.home);
      else await refresh(['members', 'project']);
    },
  };
};

interface RoleProps {
  readonly name: string;
  readonly role: Role;
  readonly isOwner: boolean;
  readonly onChoose: (role: Role) => Promise<void>;
}

/** Applied by a button: with a keyboard, each role on the way to the wanted one is chosen as well. */
const RoleChoice = ({ name, role, isOwner, onChoose }: RoleProps): ReactNode => {
  const [chosen, setChosen] = useState(role);
  const chosenRole = roleInWords(chosen);
  if (!isOwner) return <span className="tag">{roleInWords(role)}</span>;
  return (
    <div className="role">
      <select
        aria-label={t`Role of ${name}`}
        value={chosen}
        onChange={(event) => setChosen(event.target.value as Role)}
      >
        {memberRoles.map(([value]) => (
          <option key={value} value={value}>
            {roleInWords(value)}
          </option>
        ))}
      </select>
      {chosen !== role && (
        <CommandButton
          words={t`Make ${chosenRole}`}
          label={t`Make ${chosenRole}: ${name}`}
          className="primary small"
          onPress={() => onChoose(chosen)}
        />
      )}
    </div>
  );
};
