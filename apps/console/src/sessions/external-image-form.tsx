import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Fragment, type ReactNode, useState } from 'react';
import type { Labels } from '../api/problem.js';
import type { AddSession } from '../api/schema.js';
import { Alert } from '../page/alert.js';
import { TextField } from '../page/text-field.js';
import { useForm } from '../page/use-form.js';
import { useUnsaved } from '../page/use-unsaved.js';
import { ImageCheck } from './image-check.js';
import { RunFields, runLabels } from './run-fields.js';
import { runFormOf, runOf } from './run-form.js';

type ExternalImage = Omit<Extract<AddSession['environment'], { source: 'image' }>, 'source'>;

const empty = { image: '', name: '', description: '', keywords: '' };
type Field = keyof typeof empty;

const fields: readonly [Field, label: MessageDescriptor, example: MessageDescriptor | string, boolean][] = [
  ['image', msg`Image reference`, 'quay.io/jupyter/scipy-notebook:latest', true],
  ['name', msg`Name`, msg`Scientific Python`, true],
  ['description', msg`Description (optional)`, msg`What it is good for`, false],
  ['keywords', msg`Keywords (optional, with commas)`, msg`python, scipy`, false],
];

const labels = (): Labels => ({
  '/environment/image': t`Image reference`,
  '/environment/name': t`Name`,
  '/environment/description': t`Description`,
  '/environment/keywords': t`Keywords`,
  ...runLabels('/environment/run'),
});

const wordsIn = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

export const ExternalImageForm = ({
  onAdd,
}: {
  readonly onAdd: (image: ExternalImage) => Promise<void>;
}): ReactNode => {
  const [form, setForm] = useState(empty);
  const [run, setRun] = useState(runFormOf());
  const command = useForm(labels());
  useUnsaved(Object.values(form).some((text) => text !== ''));
  const add = (): Promise<void> => {
    const { image, name, description, keywords } = form;
    const described = description === '' ? {} : { description };
    return onAdd({ image: image.trim(), name, ...described, keywords: wordsIn(keywords), run: runOf(run) });
  };
  return (
    <form onSubmit={command.sends(add)}>
      <p className="soft">
        <Trans>
          Only public images can be used. Images of the Jupyter Docker Stacks, and those built on them, are known to
          work. The environment belongs to this project alone.
        </Trans>
      </p>
      {fields.map(([field, label, example, required]) => (
        <Fragment key={field}>
          <TextField
            label={t(label)}
            value={form[field]}
            placeholder={typeof example === 'string' ? example : t(example)}
            required={required}
            maxLength={field === 'image' ? 512 : 500}
            onType={(text) => setForm({ ...form, [field]: text })}
            spellCheck={field === 'description'}
            {...command.marks(`/environment/${field}`)}
          />
          {field === 'image' && <ImageCheck reference={form.image} />}
        </Fragment>
      ))}
      <RunFields form={run} pointer="/environment/run" marks={command.marks} onChange={setRun} />
      <Alert id={command.alertId}>{command.problem}</Alert>
      <button type="submit" className="primary" aria-disabled={command.isRunning}>
        <Trans>Add this image</Trans>
      </button>
    </form>
  );
};
