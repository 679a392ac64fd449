import { type SyntheticEvent, useId } from 'react';
import { fieldNamed, type Labels, Problem, problemWords } from '../api/problem.js';
import { type Command, useCommand } from './use-command.js';
import { useLayoutEffect } from './use-layout-effect.js';

/** Attributes of a field that the last answer found fault with. */
export type Marks = (pointer: string) => { readonly 'aria-invalid'?: true; readonly 'aria-describedby'?: string };

export interface Form extends Command {
  /** Of the form's `<Alert>`, which has to stand inside the `<form>`. */
  readonly alertId: string;
  readonly marks: Marks;
  /** What the `<form>` does when it is sent. */
  readonly sends: (work: () => Promise<void>) => (event: SyntheticEvent) => void;
}

/**
 * The command that a form sends. Where it is refused, the fields are called by their `labels`, those concerned are marked, the
 * first of them gets the focus and the reason is brought into view.
 */
export const useForm = (labels: Labels): Form => {
  const command = useCommand();
  const alertId = useId();
  const { error } = command;
  const concerned = error instanceof Problem ? error.errors.map(({ pointer }) => fieldNamed(pointer, labels)) : [];
  useLayoutEffect(() => {
    const alert = error === undefined ? null : document.getElementById(alertId);
    alert?.closest('form')?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    alert?.scrollIntoView({ block: 'nearest' });
  }, [error, alertId]);
  return {
    ...command,
    problem: error === undefined ? undefined : problemWords(error, labels),
    alertId,
    marks: (pointer) => (concerned.includes(pointer) ? { 'aria-invalid': true, 'aria-describedby': alertId } : {}),
    sends: (work) => (event) => {
      event.preventDefault();
      void command.run(work);
    },
  };
};
