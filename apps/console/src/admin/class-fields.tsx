import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Labels } from '../api/problem.js';
import { TextField } from '../page/text-field.js';
import type { Marks } from '../page/use-form.js';
import type { ClassForm } from './class-form.js';
import { PlacementFields, placementLabels } from './placement-fields.js';

interface Props {
  readonly form: ClassForm;
  readonly marks: Marks;
  readonly onChange: (form: ClassForm) => void;
}

const amounts = [
  ['cpu', msg`CPU cores`, msg`e.g. 0.5`, true],
  ['memory', msg`Memory (GiB)`, msg`e.g. 4`, true],
  ['gpu', msg`GPUs`, msg`e.g. 0`, true],
  ['maxDisk', msg`Disk at most (GiB, optional)`, msg`e.g. 100`, false],
  ['capacity', msg`Running at a time, of all users (optional)`, msg`e.g. 20`, false],
] as const;

/** By pointer into what the form sends. */
export const classLabels = (): Labels => ({
  '/name': t`Name`,
  ...Object.fromEntries(amounts.map(([field, label]) => [`/${field}`, t(label)])),
  ...placementLabels(),
});

export const ClassFields = ({ form, marks, onChange }: Props): ReactNode => (
  <>
    <TextField
      label={t`Name`}
      value={form.name}
      placeholder="small"
      required
      maxLength={99}
      onType={(name) => onChange({ ...form, name })}
      {...marks('/name')}
    />
    <div className="fields">
      {amounts.map(([field, label, example, isRequired]) => (
        <TextField
          key={field}
          label={t(label)}
          value={form[field]}
          placeholder={t(example)}
          required={isRequired}
          maxLength={20}
          onType={(text) => onChange({ ...form, [field]: text })}
          {...marks(`/${field}`)}
        />
      ))}
    </div>
    <p className="soft small">
      <Trans>Another unit can be written: 512 MiB, 16 GB, 2 TiB.</Trans>
    </p>
    <PlacementFields form={form.placement} marks={marks} onChange={(placement) => onChange({ ...form, placement })} />
  </>
);
