import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type ReactNode, useCallback, useId, useState } from 'react';
import { Alert } from './alert.js';
import { useCommand } from './use-command.js';
import { useEffect } from './use-effect.js';

/** Something that was done, and the command that undoes it. */
export interface UndoOffer {
  readonly said: string;
  readonly undo: () => Promise<void>;
}

const OFFERED_MS = 10_000;

/** One that is still shown. */
export interface OpenOffer extends UndoOffer {
  readonly id: string;
}

interface Props {
  readonly offers: readonly OpenOffer[];
  readonly onOver: (id: string) => void;
}

/** What was done lately, each with its own way back: what is done next takes none away. */
export const UndoToasts = ({ offers, onOver }: Props): ReactNode =>
  offers.length > 0 && (
    <section className="toasts" aria-label={t`Undo`}>
      {offers.map((offer) => (
        <UndoToast key={offer.id} offer={offer} onOver={onOver} />
      ))}
    </section>
  );

interface ToastProps extends Pick<Props, 'onOver'> {
  readonly offer: OpenOffer;
}

/** Goes after a while, but not from under the hand or the focus of whoever is about to press it. */
const UndoToast = ({ offer, onOver }: ToastProps): ReactNode => {
  const command = useCommand();
  const said = useId();
  const [isHeld, setHeld] = useState(false);
  const { isRunning, problem } = command;
  const end = useCallback(() => onOver(offer.id), [offer, onOver]);
  useEffect(() => {
    if (isHeld || isRunning || problem !== undefined) return;
    const timer = setTimeout(end, OFFERED_MS);
    return () => clearTimeout(timer);
  }, [isHeld, isRunning, problem, end]);
  const undo = async (): Promise<void> => {
    if (await command.run(offer.undo)) end();
  };
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p role="status" id={said} className="break">
        {offer.said}
      </p>
      <Alert>{problem}</Alert>
      <div className="buttons">
        <button type="button" aria-describedby={said} aria-disabled={isRunning} onClick={() => void undo()}>
          <Trans>Undo</Trans>
        </button>
        <button type="button" aria-describedby={said} className="quiet" onClick={end}>
          <Trans>Dismiss</Trans>
        </button>
      </div>
    </div>
  );
};
