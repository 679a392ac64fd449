import { msg, t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import type { Labels } from '../api/problem.js';
import { TextField } from '../page/text-field.js';
import type { Marks } from '../page/use-form.js';
import { ImageCheck } from '../sessions/image-check.js';
import { RunFields, runLabels } from '../sessions/run-fields.js';
import type { EnvironmentForm } from './environment-form.js';

interface Props {
  readonly form: EnvironmentForm;
  readonly marks: Marks;
  readonly onChange: (form: EnvironmentForm) => void;
}

/** By pointer into what the form sends. */
export const environmentLabels = (): Labels => ({
  '/name': t`Name`,
  '/image': t`Image reference`,
  '/description': t`Description`,
  '/keywords': t`Keywords`,
  ...runLabels('/run'),
});

const lines = [
  ['description', msg`Description (optional)`, msg`What it is good for`, 500],
  ['keywords', msg`Keywords (optional, with commas)`, msg`python, scipy`, 1_000],
] as const;

export const EnvironmentFields = ({ form, marks, onChange }: Props): ReactNode => (
  <>
    <TextField
      label={t`Name`}
      value={form.name}
      placeholder={t`Scientific Python`}
      required
      maxLength={99}
      onType={(name) => onChange({ ...form, name })}
      {...marks('/name')}
    />
    <TextField
      label={t`Image reference`}
      value={form.image}
      placeholder="quay.io/jupyter/scipy-notebook:latest"
      required
      maxLength={512}
      spellCheck={false}
      onType={(image) => onChange({ ...form, image })}
      {...marks('/image')}
    />
    <ImageCheck reference={form.image} />
    {lines.map(([field, label, example, longest]) => (
      <TextField
        key={field}
        label={t(label)}
        value={form[field]}
        placeholder={t(example)}
        maxLength={longest}
        onType={(text) => onChange({ ...form, [field]: text })}
        {...marks(`/${field}`)}
      />
    ))}
    <RunFields form={form.run} pointer="/run" marks={marks} onChange={(run) => onChange({ ...form, run })} />
  </>
);
