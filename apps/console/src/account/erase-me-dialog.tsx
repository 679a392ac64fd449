import type { ReactNode } from 'react';
import { useServices } from '../page/services.js';
import { TypeNameDialog } from '../page/type-name-dialog.js';

export const EraseMeDialog = ({ onClose }: { readonly onClose: () => void }): ReactNode => {
  const { me, eraseMe } = useServices();
  return (
    <TypeNameDialog
      title="Erase yourself?"
      name={me.displayName}
      whose="your name"
      label={`Type your name, ${me.displayName}`}
      submit="Erase me for good"
      onConfirm={eraseMe}
      onClose={onClose}
    >
      <h3>What goes</h3>
      <ul>
        <li>your name and address, your tokens and connections, your notifications</li>
        <li>everything that you run, and the files of all your sessions</li>
        <li>your memberships: a project that you alone own goes to another member, and without one it is deleted</li>
      </ul>
      <h3>What stays</h3>
      <ul>
        <li>what you did in the history of projects, as done by “an erased person”</li>
        <li>what others own, and exports that were made before</li>
      </ul>
    </TypeNameDialog>
  );
};
