import type { ReactNode } from 'react';
import { Alert } from './alert.js';
import { saveFile } from './save-file.js';
import { useCommand } from './use-command.js';

interface Props {
  readonly words: string;
  /** For who hears it without seeing what it is beside. */
  readonly label?: string;
  readonly className?: string;
  readonly fileName: string;
  readonly read: () => Promise<ReadableStream<Uint8Array>>;
  readonly whileRunning: string;
}

/** Saves what the API answers as a file, says that it is under way, and why it was refused. */
export const SaveButton = ({ words, label, className, fileName, read, whileRunning }: Props): ReactNode => {
  const command = useCommand();
  return (
    <>
      <Alert>{command.problem}</Alert>
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-disabled={command.isRunning}
        onClick={() => void command.run(() => saveFile(fileName, read))}
      >
        {words}
      </button>
      <span role="status">{command.isRunning && whileRunning}</span>
    </>
  );
};
