import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { Labels } from '../api/problem.js';
import type { Member } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { emptied } from '../page/emptied.js';
import { useServices } from '../page/services.js';
import { TextField } from '../page/text-field.js';
import { useForm } from '../page/use-form.js';
import { memberRoles } from './member-roles.js';
import { useOpenProject } from './open-project.js';
import { roleInWords } from './project-words.js';

type Role = Member['role'];

const labels = (): Labels => ({ '/role': t`Role`, '/email': t`E-mail address` });

/** Adds who has signed in; an address that nobody is found by can be invited. */
export const AddMemberForm = (): ReactNode => {
  const [query, setQuery] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  /** An address that nobody was found by. */
  const [unfound, setUnfound] = useState('');
  const unknown = query !== '' && unfound === query ? query.trim() : undefined;
  const { add, invite } = useAdditions();
  const command = useForm(labels());
  const send = async (): Promise<void> => {
    if (unknown !== undefined) await invite(unknown, role);
    else if (!(await add(query, role))) return setUnfound(withAddress(query));
    setQuery(emptied(query, ''));
  };
  return (
    <form className="panel" onSubmit={command.sends(send)}>
      <h3>
        <Trans>Add a member</Trans>
      </h3>
      <div className="fields">
        <TextField
          label={t`Handle or e-mail address, in full`}
          className="field grow"
          value={query}
          onType={setQuery}
          required
          maxLength={200}
          {...command.marks('/email')}
        />
        <label className="field">
          <span>
            <Trans>Role</Trans>
          </span>
          <select value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {memberRoles.map(([value, words]) => (
              <option key={value} value={value}>
                {t(words)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Alert id={command.alertId}>{command.problem}</Alert>
      <p role="status" className="break">
        {unknown !== undefined && t`Nobody with the address ${unknown} has signed in here yet. You can invite them.`}
      </p>
      <button type="submit" className="primary break" aria-disabled={command.isRunning}>
        {unknown === undefined ? t`Add member` : inviteAs(unknown, roleInWords(role))}
      </button>
    </form>
  );
};

const inviteAs = (email: string, role: string): string => t`Invite ${email} as ${role}`;

const useAdditions = () => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  return {
    /** `false`: nobody is known by this. */
    add: async (query: string, role: Role): Promise<boolean> => {
      const [person] = await answerOf(api.GET('/api/v1/users', { params: { query: { query } } }));
      if (person === undefined) return false;
      const params = { path: { projectId, userId: person.userId } };
      await api.PUT('/api/v1/projects/{projectId}/members/{userId}', { params, body: { role } });
      await refresh(['members', 'project']);
      return true;
    },
    invite: async (email: string, role: Role): Promise<void> => {
      const params = { path: { projectId } };
      await api.POST('/api/v1/projects/{projectId}/invitations', { params, body: { email, role } });
      await refresh(['members']);
    },
  };
};

/** Throws where there is none in it: by a handle nobody can be invited. */
const withAddress = (query: string): string => {
  if (query.includes('@')) return query;
  const typed = query.trim();
  throw new Error(
    t`Nobody with the handle “${typed}” has signed in here. By their e-mail address you can invite them.`,
  );
};
