import { t } from '@lingui/core/macro';
import { type ReactNode, useState } from 'react';
import { Problem } from '../api/problem.js';
import { Dialog } from '../page/dialog.js';
import { DialogForm } from '../page/dialog-form.js';
import { useServices } from '../page/services.js';
import { useForm } from '../page/use-form.js';
import { useUnsaved } from '../page/use-unsaved.js';
import { ClassFields, classLabels } from './class-fields.js';
import { mistakesInClass, publishedClass } from './class-form.js';
import { emptyClassForm } from './empty-class-form.js';

interface Props {
  readonly onClose: () => void;
  readonly onPublished: (name: string) => Promise<void>;
}

export const PublishClassDialog = ({ onClose, onPublished }: Props): ReactNode => {
  const { api } = useServices();
  const command = useForm(classLabels());
  const [form, setForm] = useState(emptyClassForm);
  useUnsaved(form !== emptyClassForm);
  const publish = async (): Promise<void> => {
    const mistakes = mistakesInClass(form);
    if (mistakes.length > 0) throw Problem.ofInput(mistakes);
    const body = publishedClass(form);
    await api.POST('/api/v1/resource-classes', { body });
    await onPublished(body.name);
    onClose();
  };
  return (
    <Dialog title={t`Add a resource class`} onClose={onClose}>
      <DialogForm
        command={command}
        submit={t`Add`}
        onSubmit={publish}
        onClose={onClose}
        note={t`From its next launch on, a session gets the smallest class that has what it needs at least. What runs or is paused keeps what it has.`}
      >
        <ClassFields form={form} marks={command.marks} onChange={setForm} />
      </DialogForm>
    </Dialog>
  );
};
