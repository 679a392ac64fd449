import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import type { Command } from '../page/use-command.js';
import { actionWords } from './action-words.js';
import type { Action } from './legal-actions.js';

/** They open a dialog that asks first: what is under way need not be over. */
const asking: ReadonlySet<Action> = new Set(['stop', 'configure', 'remove']);

interface Props {
  readonly action: Action;
  /** Of the session. */
  readonly name: string;
  readonly className: string | undefined;
  readonly command: Command;
  readonly onPress: () => Promise<void>;
}

export const ActionButton = ({ action, name, className, command, onPress }: Props): ReactNode => {
  const asks = asking.has(action);
  const words = t(actionWords[action]);
  return (
    <button
      type="button"
      className={className}
      aria-label={`${words}: ${name}`}
      aria-disabled={!asks && command.isRunning}
      onClick={() => void (asks ? onPress() : command.run(onPress))}
    >
      {words}
    </button>
  );
};
