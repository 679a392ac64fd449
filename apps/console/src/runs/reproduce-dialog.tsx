import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf } from '../api/answer-of.js';
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
  return (
    <Dialog title={`Reproduce run ${run.run}`} onClose={onClose}>
      <p>
        A new session is added with the same image, resources, repositories at the same commits and storages. It starts
        when you launch it.
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
    <p>What cannot be the same:</p>
    <ul className="small break">
      {notReproduced(run).map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  </>
);

const LONGEST_NAME = 99;
const labels = { '/projectId': 'Project', '/name': 'Name' };

const ReproduceForm = ({ run, projects, onClose }: Props & { readonly projects: readonly Project[] }): ReactNode => {
  const { api } = useServices();
  const own = projects.find(({ projectId }) => projectId === run.projectId) ?? projects[0];
  const [projectId, setProject] = useState(own?.projectId ?? '');
  const [name, setName] = useState(`${run.environment.name}, as in run ${run.run}`.slice(0, LONGEST_NAME));
  const goTo = useNavigate();
  const command = useForm(labels);
  const reproduce = async (): Promise<void> => {
    const params = { path: { projectId: run.projectId, launchId: run.launchId, run: String(run.run) } };
    const asked = api.POST('/api/v1/projects/{projectId}/runs/{launchId}/{run}/reproduce', {
      params,
      body: { projectId, name },
    });
    const { sessionId } = await answerOf(asked);
    onClose();
    void goTo(addresses.session(projectId, sessionId));
  };
  if (own === undefined) return <p className="note">There is no project that you may edit: create one first.</p>;
  return (
    <DialogForm command={command} submit="Add the session" onSubmit={reproduce} onClose={onClose}>
      <label className="field">
        <span>Project</span>
        <select value={projectId} onChange={({ target }) => setProject(target.value)} {...command.marks('/projectId')}>
          {projects.map((each) => (
            <option key={each.projectId} value={each.projectId}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      <TextField
        label="Name"
        value={name}
        onType={setName}
        required
        maxLength={LONGEST_NAME}
        {...command.marks('/name')}
      />
    </DialogForm>
  );
};
