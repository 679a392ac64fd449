import { type ReactNode, useState } from 'react';
import type { Project, Visibility } from '../api/views.js';
import { projectAddress } from '../page/address.js';
import { Alert } from '../page/alert.js';
import { Dialog } from '../page/dialog.js';
import { useServices } from '../page/services.js';
import { goTo } from '../page/use-address.js';
import { useForm } from '../page/use-form.js';

const labels = { '/name': 'Name' };

export const CreateProjectDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { api } = useServices();
  const [name, setName] = useState('');
  const [visibility, setVisibility] = useState<Visibility>('private');
  const command = useForm(labels);
  const create = async (): Promise<void> => {
    const { projectId } = await api.send<Project>('POST', '/projects', { body: { name, visibility } });
    onClose();
    goTo(projectAddress(projectId));
  };
  return (
    <Dialog title="New project" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void command.run(create);
        }}
      >
        <label className="field">
          <span>Name</span>
          <input
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={99}
            autoComplete="off"
            {...command.marks('/name')}
          />
        </label>
        <fieldset className="field">
          <legend>Who can see it</legend>
          <Choice value="private" chosen={visibility} onChoose={setVisibility} label="Members only" />
          <Choice
            value="public"
            chosen={visibility}
            onChoose={setVisibility}
            label="Everybody who is signed in, and they can launch its sessions"
          />
        </fieldset>
        <Alert id={command.alertId}>{command.problem}</Alert>
        <footer className="buttons">
          <button type="submit" className="primary" aria-disabled={command.isRunning}>
            Create project
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </footer>
      </form>
    </Dialog>
  );
};

interface ChoiceProps {
  readonly value: Visibility;
  readonly chosen: Visibility;
  readonly label: string;
  readonly onChoose: (value: Visibility) => void;
}

const Choice = ({ value, chosen, label, onChoose }: ChoiceProps): ReactNode => (
  <label className="choice">
    <input type="radio" name="visibility" checked={chosen === value} onChange={() => onChoose(value)} />
    <span>{label}</span>
  </label>
);
