import { t } from '@lingui/core/macro';
import { type ReactNode, useState } from 'react';
import type { Session } from '../api/schema.js';
import { Opener } from '../images/opener.js';
import { mayWrite } from '../launches/legal-actions.js';
import { Dialog } from '../page/dialog.js';
import { DialogForm } from '../page/dialog-form.js';
import { useServices } from '../page/services.js';
import { useForm } from '../page/use-form.js';
import { useOpenProject } from '../projects/open-project.js';
import { BuiltImageChoice } from './built-image-choice.js';

type Source = Extract<Session['source'], { kind: 'repository' }>;

/** Back to an image that the session's branch had before, or to any other that is known of it. */
export const ChooseImage = ({ session }: { readonly session: Session }): ReactNode => {
  const { project, repositories } = useOpenProject().data;
  const { name, source } = session;
  if (source.kind !== 'repository' || !mayWrite(project)) return null;
  if (!repositories.some(({ repositoryId }) => repositoryId === source.repositoryId)) return null;
  return (
    <Opener
      label={t`Choose another image`}
      description={t`Choose another image for ${name}`}
      dialog={(close) => <ChooseImageDialog session={session} source={source} onClose={close} />}
    />
  );
};

interface Props {
  readonly session: Session;
  readonly source: Source;
  readonly onClose: () => void;
}

const ChooseImageDialog = ({ session, source, onClose }: Props): ReactNode => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  const { sessionId, name, environment } = session;
  const [chosen, choose] = useState<string>();
  const command = useForm({});
  const change = async (): Promise<void> => {
    if (chosen === undefined) return;
    const params = { path: { projectId, sessionId } };
    await api.POST('/api/v1/projects/{projectId}/sessions/{sessionId}/image', { params, body: { digest: chosen } });
    await refresh(['sessions', 'launches']);
    onClose();
  };
  return (
    <Dialog title={t`Choose the image of “${name}”`} onClose={onClose}>
      <DialogForm
        command={command}
        submit={t`Change the image`}
        note={t`It applies from the next launch. What runs now stays as it is.`}
        isReady={chosen !== undefined && chosen !== environment.image.digest}
        onSubmit={change}
        onClose={onClose}
      >
        <BuiltImageChoice
          {...source}
          keyOf={({ image }) => image.digest}
          chosen={chosen ?? environment.image.digest}
          onChoose={({ image }) => choose(image.digest)}
        />
      </DialogForm>
    </Dialog>
  );
};
