import type { ReactNode } from 'react';
import { useServices } from '../page/services.js';
import { useEffect } from '../page/use-effect.js';

interface Props {
  readonly projectId: string;
  readonly onChange: () => Promise<void>;
}

/** Tells of whatever happens in a project while it is drawn, from what it was when the feed began. */
export const FollowedProject = ({ projectId, onChange }: Props): ReactNode => {
  const { live, position } = useServices();
  useEffect(
    () =>
      live.follow(projectId, {
        onEvent: (event) => {
          position.saw(event.position);
          void onChange();
        },
        onConnection: (connection, at) => {
          position.saw(at);
          if (connection === 'live') void onChange();
        },
        onGone: () => void onChange(),
      }),
    [live, position, projectId, onChange],
  );
  return null;
};
