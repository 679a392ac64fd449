import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type FieldError, type Labels, Problem } from '../api/problem.js';
import { Answered } from './answered.js';
import { ChangedMeanwhile } from './changed-meanwhile.js';
import { Dialog } from './dialog.js';
import { DialogForm } from './dialog-form.js';
import { type Marks, useForm } from './use-form.js';
import { type Seen, useRevision } from './use-revision.js';
import { useUnsaved } from './use-unsaved.js';

interface Named {
  readonly name: string;
}

/** What the fields of the dialog are drawn from. */
interface Fields<Thing, Form> {
  readonly form: Form;
  readonly marks: Marks;
  readonly onChange: (form: Form) => void;
  /** As it was read, and whether what is typed differs from that. */
  readonly thing: Thing;
  readonly isChanged: boolean;
}

interface FormProps<Thing extends Named, Form extends Named, Change extends object> {
  readonly labels: Labels;
  readonly read: () => Promise<Seen<Thing>>;
  readonly formOf: (thing: Thing) => Form;
  /** Why what was typed cannot be meant, where the API would not say it. */
  readonly mistakesIn?: (thing: Thing, form: Form) => readonly FieldError[];
  /** Only what differs from what the form began with. */
  readonly changeOf: (thing: Thing, form: Form) => Change;
  readonly send: (change: Change, etag: string) => Promise<unknown>;
  /** With the name that it has then. */
  readonly onSaved: (name: string) => Promise<void>;
  readonly onClose: () => void;
  readonly note: string;
  readonly children: (fields: Fields<Thing, Form>) => ReactNode;
}

interface Props<Thing extends Named, Form extends Named, Change extends object> extends FormProps<Thing, Form, Change> {
  readonly title: string;
  readonly id: string;
}

/** Changes something that others may change at the same time: nothing of theirs is undone unseen, and nothing typed is lost. */
export const RevisionDialog = <Thing extends Named, Form extends Named, Change extends object>({
  title,
  id,
  ...props
}: Props<Thing, Form, Change>): ReactNode => {
  // what was seen at another time is no ground to change it on
  const seen = useQuery({ queryKey: ['revised', id], queryFn: props.read, gcTime: 0, staleTime: Infinity });
  return (
    <Dialog title={title} onClose={props.onClose}>
      <Answered query={seen}>{(first) => <RevisionForm first={first} {...props} />}</Answered>
    </Dialog>
  );
};

const RevisionForm = <Thing extends Named, Form extends Named, Change extends object>({
  first,
  ...props
}: FormProps<Thing, Form, Change> & { readonly first: Seen<Thing> }): ReactNode => {
  const command = useForm(props.labels);
  const { seen, newer, save, goOnFrom } = useRevision(first, props.read);
  const [form, setForm] = useState(() => props.formOf(first.thing));
  const change = props.changeOf(seen.thing, form);
  const isChanged = Object.keys(change).length > 0;
  useUnsaved(isChanged);
  const send = async (etag: string): Promise<void> => {
    const mistakes = props.mistakesIn?.(seen.thing, form) ?? [];
    if (mistakes.length > 0) throw Problem.ofInput(mistakes);
    if (isChanged) await props.send(change, etag);
  };
  const saveAndClose = async (): Promise<void> => {
    if (!(await save(send))) return;
    await props.onSaved(form.name.trim());
    props.onClose();
  };
  const take = (now: Seen<Thing>): void => {
    setForm(props.formOf(now.thing));
    goOnFrom(now);
  };
  const submit = newer === undefined ? t`Save` : t`Save mine anyway`;
  return (
    <DialogForm command={command} submit={submit} onSubmit={saveAndClose} onClose={props.onClose} note={props.note}>
      {props.children({ form, marks: command.marks, onChange: setForm, thing: seen.thing, isChanged })}
      {newer !== undefined && <ChangedMeanwhile name={newer.thing.name} onTake={() => take(newer)} />}
    </DialogForm>
  );
};
