import type { DecisionContext } from '#libs/event-sourcing';
import type { Launch, LaunchState } from '../launch.js';

/** Only the launching user knows a launch: for everybody else, admins too, there is none. */
export const ownLaunch = ({ actor }: Pick<DecisionContext, 'actor'>, state: LaunchState): Launch | undefined =>
  state?.userId === actor ? state : undefined;
