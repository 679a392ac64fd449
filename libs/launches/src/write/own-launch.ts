import type { DecisionContext } from '#libs/event-sourcing';
import type { Launch, LaunchState } from '../launch.js';

/** Only the launching user knows a launch: for everybody else, admins too, there is none. The system's parts do. */
export const ownLaunch = ({ actor }: Pick<DecisionContext, 'actor'>, state: LaunchState): Launch | undefined =>
  state !== undefined && (state.userId === actor || actor.startsWith('system:')) ? state : undefined;
