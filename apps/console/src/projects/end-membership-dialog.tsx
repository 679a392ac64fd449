import { msg, t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { ConfirmDialog } from '../page/confirm-dialog.js';
import { useOpenProject } from './open-project.js';

interface Props {
  /** Of who is removed; undefined: it is the person who leaves. */
  readonly member: string | undefined;
  readonly onEnd: () => Promise<void>;
  readonly onClose: () => void;
}

const lost = {
  leaving: {
    private: msg`You will not see the project any more, and your sessions in it will be paused: files in them will be deleted after a while, and you cannot reach them. Only an owner can add you again.`,
    public: msg`You will still see the project and launch its sessions, and you cannot change anything in it any more. Only an owner can add you again.`,
  },
  removing: {
    private: msg`They will not see the project any more, and their sessions in it will be paused: files in them will be deleted after a while, and they cannot reach them. Only an owner can add them again.`,
    public: msg`They will still see the project and launch its sessions, and they cannot change anything in it any more. Only an owner can add them again.`,
  },
} as const;

/** Whoever leaves or is removed cannot come back by themselves: what they lose is said before. */
export const EndMembershipDialog = ({ member, onEnd, onClose }: Props): ReactNode => {
  const { name, visibility } = useOpenProject().data.project;
  const isLeaving = member === undefined;
  return (
    <ConfirmDialog
      title={isLeaving ? t`Leave “${name}”?` : t`Remove ${member} from “${name}”?`}
      submit={isLeaving ? t`Leave the project` : t`Remove`}
      cancel={isLeaving ? t`Stay` : t`Cancel`}
      onConfirm={onEnd}
      onClose={onClose}
    >
      <p className="break">{t(lost[isLeaving ? 'leaving' : 'removing'][visibility])}</p>
    </ConfirmDialog>
  );
};
