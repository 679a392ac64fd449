import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Alert } from './alert.js';
import { useCommand } from './use-command.js';
import { useEffect } from './use-effect.js';

/** Something that was done, and the command that undoes it. */
export interface UndoOffer {
  readonly said: string;
  readonly undo: () => Promise<void>;
}

const OFFERED_MS = 10_000;

interface Props {
  readonly offer: UndoOffer;
  readonly onOver: () => void;
}

/** Goes after a while, but not from under the hand or the focus of whoever is about to press it. */
export const UndoToast = ({ offer, onOver }: Props): ReactNode => {
  const command = useCommand();
  const [isHeld, setHeld] = useState(false);
  const { isRunning, problem } = command;
  useEffect(() => {
    if (isHeld || isRunning || problem !== undefined) return;
    const timer = setTimeout(onOver, OFFERED_MS);
    return () => clearTimeout(timer);
  }, [offer, isHeld, isRunning, problem, onOver]);
  const undo = async (): Promise<void> => {
    if (await command.run(offer.undo)) onOver();
  };
  return (
    <section
      className="toast"
      aria-label={t`Undo`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p role="status" className="break">
        {offer.said}
      </p>
      <Alert>{problem}</Alert>
      <div className="buttons">
        <button type="button" aria-disabled={isRunning} onClick={() => void undo()}>
          <Trans>Undo</Trans>
        </button>
        <button type="button" className="quiet" onClick={onOver}>
          <Trans>Dismiss</Trans>
        </button>
      </div>
    </section>
  );
};
