import type { ReactNode } from 'react';
import { Alert } from './alert.js';
import { useCommand } from './use-command.js';

interface Props {
  readonly words: string;
  /** For who hears it without seeing what it is beside. */
  readonly label?: string;
  readonly className?: string;
  readonly onPress: () => Promise<void>;
}

/** One of several: what is under way by another keeps nobody from pressing this one. */
export const CommandButton = ({ words, label, className, onPress }: Props): ReactNode => {
  const command = useCommand();
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-disabled={command.isRunning}
        onClick={() => void command.run(onPress)}
      >
        {words}
      </button>
      <Alert>{command.problem}</Alert>
    </>
  );
};
