import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../page/dialog.js';
import { DialogForm } from '../page/dialog-form.js';
import { useServices } from '../page/services.js';
import { useForm } from '../page/use-form.js';
import { useUnsaved } from '../page/use-unsaved.js';
import { emptyEnvironmentForm } from './empty-environment-form.js';
import { EnvironmentFields, environmentLabels } from './environment-fields.js';
import { publishedOf } from './environment-form.js';
import { EnvironmentPreview } from './environment-preview.js';

interface Props {
  readonly onClose: () => void;
  readonly onPublished: (name: string) => Promise<void>;
}

export const PublishEnvironmentDialog = ({ onClose, onPublished }: Props): ReactNode => {
  const { api } = useServices();
  const command = useForm(environmentLabels());
  const [form, setForm] = useState(emptyEnvironmentForm);
  useUnsaved([form.name, form.image, form.description, form.keywords].some((text) => text !== ''));
  const publish = async (): Promise<void> => {
    const body = publishedOf(form);
    await api.POST('/api/v1/environments', { body });
    await onPublished(body.name);
    onClose();
  };
  return (
    <Dialog title={t`Publish an environment`} onClose={onClose}>
      <DialogForm
        command={command}
        submit={command.isRunning ? t`Publishing…` : t`Publish`}
        onSubmit={publish}
        onClose={onClose}
      >
        <p className="soft">
          <Trans>
            It is offered in every project. Its image is pinned to what its registry has now: a new image under the same
            tag changes nothing until you edit it.
          </Trans>
        </p>
        <EnvironmentFields form={form} marks={command.marks} onChange={setForm} />
        <EnvironmentPreview form={form} version={1} />
      </DialogForm>
    </Dialog>
  );
};
