import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import type { Labels } from '../api/problem.js';
import type { Project, Run } from '../api/schema.js';
import { mayWrite } from '../launches/legal-actions.js';
import { addresses } from '../page/addresses.js';
import { Answered } from '../page/answered.js';
import { Dialog } from '../page/dialog.js';
import { DialogForm } from '../page/dialog-form.js';
import { useServices } from '../page/services.js';
import { TextField } from '../page/text-field.js';
import { useForm } from '../page/use-form.js';
import { projectList } from '../projects/project-list.js';
import { notReproduced } from './not-reproduced.js';

interface Props {
  readonly run: Run;
  readonly onClose: () => void;
}

/** A new session, pinned to what a run had, in any project that one may edit. */
export const ReproduceDialog = ({ run, onClose }: Props): ReactNode => {
  const { api } = useServices();
  const projects = useQuery(projectList(api));
  const { run: number } = run;
  return (
    <Dialog title={t`Reproduce run ${number}`} onClose={onClose}>
      <p>
        <Trans>
          A new session is added with the same image, resources, repositories at the same commits and storages. It
          starts when you launch it.
        </Trans>
      </p>
      <NotReproduced run={run} />
      <Answered query={projects}>
        {(all) => <ReproduceForm run={run} projects={all.filter(mayWrite)} onClose={onClose} />}
      </Answered>
    </Dialog>
  );
};

const NotReproduced = ({ run }: Pick<Props, 'run'>): ReactNode => (
  <>
    <p>
      <Trans>What cannot be the same:</Trans>
    </p>
    <ul className="small break">
      {notReproduced(run).map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  </>
);

const LONGEST_NAME = 99;
const labels = (): Labels => ({ '/projectId': t`Project`, '/name': t`Name` });

/** What the new session is called unless something else is typed. */
const nameAfter = ({ environment: { name }, run: number }: Run): string => t`${name}, as in run ${number}`;

const ReproduceForm = ({ run, projects, onClose }: Props & { readonly projects: readonly Project[] }): ReactNode => {
  const { api } = useServices();
  const own = projects.find(({ projectId }) => projectId === run.projectId) ?? projects[0];
  const [projectId, setProject] = useState(own?.projectId ?? '');
  const [name, setName] = useState(() => nameAfter(run).slice(0, LONGEST_NAME));
  const goTo = useNavigate();
  const command = useForm(labels());
  const reproduce = async (): Promise<void> => {
    const params = { path: { projectId: run.projectId, launchId: run.launchId, run: run.run } };
    const asked = api.POST('/api/v1/projects/{projectId}/runs/{launchId}/{run}/reproduce', {
      params,
      body: { projectId, name },
    });
    const { sessionId } = await answerOf(asked);
    onClose();
    void goTo(addresses.session(projectId, sessionId));
  };
  if (own === undefined)
    return (
      <p className="note">
        <Trans>There is no project that you may edit: create one first.</Trans>
      </p>
    );
  return (
    <DialogForm command={command} submit={t`Add the session`} onSubmit={reproduce} onClose={onClose}>
      <label className="field">
        <span>
          <Trans>Project</Trans>
        </span>
        <select value={projectId} onChange={({ target }) => setProject(target.value)} {...command.marks('/projectId')}>
          {projects.map((each) => (
            <option key={each.projectId} value={each.projectId}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      <TextField
        label={t`Name`}
        value={name}
        onType={setName}
        required
        maxLength={LONGEST_NAME}
        {...command.marks('/name')}
      />
    </DialogForm>
  );
};
