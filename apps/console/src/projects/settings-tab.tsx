import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { mayManage } from '../launches/legal-actions.js';
import { FailureBoundary } from '../page/failure-boundary.js';
import { DeleteProjectDialog } from './delete-project-dialog.js';
import { useOpenProject } from './open-project.js';
import { SettingsSection } from './settings-section.js';

/** What owners decide about a project as a whole. */
export const SettingsTab = (): ReactNode => {
  const { project } = useOpenProject().data;
  if (!mayManage(project))
    return (
      <p className="soft">
        <Trans>Owners of the project keep its settings.</Trans>
      </p>
    );
  return (
    <>
      <SettingsSection />
      <DeleteSection />
    </>
  );
};

const DeleteSection = (): ReactNode => {
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="delete">
      <h2 id="delete">
        <Trans>Delete</Trans>
      </h2>
      <p>
        <Trans>
          Everybody’s sessions in the project are stopped, and nobody sees it any more. This cannot be undone.
        </Trans>
      </p>
      <button type="button" className="danger" onClick={() => setOpen(true)}>
        <Trans>Delete the project</Trans>
      </button>
      {isOpen && (
        <FailureBoundary name={t`This dialog`}>
          <DeleteProjectDialog onClose={() => setOpen(false)} />
        </FailureBoundary>
      )}
    </section>
  );
};
