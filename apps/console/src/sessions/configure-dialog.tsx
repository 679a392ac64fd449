import { type ReactNode, useCallback, useState } from 'react';
import type { Tagged } from '../api/api-client.js';
import { Problem } from '../api/problem.js';
import type { Session } from '../api/views.js';
import { Alert } from '../page/alert.js';
import { Dialog } from '../page/dialog.js';
import { useServices } from '../page/services.js';
import { useForm } from '../page/use-form.js';
import { useKeptFocus } from '../page/use-kept-focus.js';
import { useRequest } from '../page/use-request.js';
import { useOpenProject } from '../projects/open-project.js';
import { ConfigurationFields, labels } from './configuration-fields.js';
import { changeOf, formOf, mistakesIn, type SessionForm } from './session-form.js';

interface Props {
  readonly session: Session;
  readonly onClose: () => void;
}

export const ConfigureDialog = ({ session, onClose }: Props): ReactNode => {
  const { api } = useServices();
  const { store } = useOpenProject();
  const path = `/projects/${store.projectId}/sessions/${session.sessionId}`;
  const read = useCallback(() => api.getTagged<Session>(path), [api, path]);
  const { answer, problem } = useRequest(read);
  return (
    <Dialog title={`Configure “${session.name}”`} onClose={onClose}>
      <Alert>{problem}</Alert>
      {answer === undefined ? (
        <p role="status">…</p>
      ) : (
        <ConfigureForm seen={answer} path={path} read={read} onClose={onClose} />
      )}
    </Dialog>
  );
};

interface FormProps {
  readonly seen: Tagged<Session>;
  readonly path: string;
  readonly read: () => Promise<Tagged<Session>>;
  readonly onClose: () => void;
}

const ConfigureForm = ({ seen: first, path, read, onClose }: FormProps): ReactNode => {
  const { api } = useServices();
  const { store } = useOpenProject();
  const command = useForm(labels);
  const keptFocus = useKeptFocus<HTMLFormElement>();
  const [seen, setSeen] = useState(first);
  const [form, setForm] = useState<SessionForm>(formOf(first.body));
  /** What it was changed to by somebody else, while this form was open. */
  const [newer, setNewer] = useState<Tagged<Session>>();

  const send = async ({ body, etag }: Tagged<Session>): Promise<void> => {
    const mistakes = mistakesIn(body, form);
    if (mistakes.length > 0) throw Problem.ofInput(mistakes);
    const change = changeOf(body, form);
    if (Object.keys(change).length > 0)
      await api.send('PATCH', path, { body: change, ...(etag === undefined ? {} : { ifMatch: etag }) });
    await store.refresh(['sessions', 'launches']);
    onClose();
  };
  const save = async (against: Tagged<Session>): Promise<void> => {
    try {
      await send(against);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 412) throw error;
      setNewer(await read());
    }
  };
  const takeTheirs = (theirs: Tagged<Session>): void => {
    setSeen(theirs);
    setForm(formOf(theirs.body));
    setNewer(undefined);
  };
  return (
    <form
      {...keptFocus}
      onSubmit={(event) => {
        event.preventDefault();
        void command.run(() => save(newer ?? seen));
      }}
    >
      <ConfigurationFields form={form} marks={command.marks} onChange={setForm} />
      {newer !== undefined && <ChangedMeanwhile newer={newer.body} onTake={() => takeTheirs(newer)} />}
      <Alert id={command.alertId}>{command.problem}</Alert>
      <p className="soft small">It applies from the next launch. What runs now stays as it is.</p>
      <footer className="buttons">
        <button type="submit" className="primary" aria-disabled={command.isRunning}>
          {newer === undefined ? 'Save' : 'Save mine anyway'}
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </footer>
    </form>
  );
};

const ChangedMeanwhile = ({ newer, onTake }: { readonly newer: Session; readonly onTake: () => void }): ReactNode => (
  <div role="alert" className="note warn">
    <p>
      <strong>It was changed meanwhile,</strong> by somebody else or in another tab, and is called “{newer.name}” now.
      Nothing of yours was saved yet; what you typed is still here.
    </p>
    <button type="button" onClick={onTake}>
      Show how it is now
    </button>
  </div>
);
