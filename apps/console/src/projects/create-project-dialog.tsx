import { t } from '@lingui/core/macro';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { answerOf } from '../api/answer-of.js';
import type { Labels } from '../api/problem.js';
import type { Project } from '../api/schema.js';
import { addresses } from '../page/addresses.js';
import { Dialog } from '../page/dialog.js';
import { DialogForm } from '../page/dialog-form.js';
import { useServices } from '../page/services.js';
import { TextField } from '../page/text-field.js';
import { useForm } from '../page/use-form.js';
import { useUnsaved } from '../page/use-unsaved.js';
import { VisibilityChoice } from './visibility-choice.js';

type Visibility = Project['visibility'];

const labels = (): Labels => ({ '/name': t`Name` });

export const CreateProjectDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { api } = useServices();
  const [name, setName] = useState('');
  const [visibility, setVisibility] = useState<Visibility>('private');
  const goTo = useNavigate();
  const command = useForm(labels());
  useUnsaved(name !== '');
  const create = async (): Promise<void> => {
    const { projectId } = await answerOf(api.POST('/api/v1/projects', { body: { name, visibility } }));
    onClose();
    void goTo(addresses.project(projectId));
  };
  return (
    <Dialog title={t`New project`} onClose={onClose}>
      <DialogForm command={command} submit={t`Create project`} onSubmit={create} onClose={onClose}>
        <TextField label={t`Name`} value={name} required maxLength={99} onType={setName} {...command.marks('/name')} />
        <VisibilityChoice chosen={visibility} onChoose={setVisibility} />
      </DialogForm>
    </Dialog>
  );
};
