import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ProjectDiff } from '../api/schema.js';
import { type DifferenceWords, differenceInWords } from './difference-words.js';

interface Props {
  readonly diff: ProjectDiff;
  /** Said where nothing differs. */
  readonly otherwise: string;
}

/** What is not as it was, side by side. */
export const DifferenceList = ({ diff: { differences, names }, otherwise }: Props): ReactNode => {
  if (differences.length === 0) return <p className="soft empty">{otherwise}</p>;
  return (
    <ul className="differences">
      {differences.map((difference) => (
        <li key={`${difference.kind} ${difference.id}`}>
          <Difference words={differenceInWords(difference, names)} />
        </li>
      ))}
    </ul>
  );
};

const Difference = ({ words: { text, fields } }: { readonly words: DifferenceWords }): ReactNode => (
  <table>
    <caption className="break">{text}</caption>
    <thead className="small soft">
      <tr>
        <th scope="col">
          <Trans>What</Trans>
        </th>
        <th scope="col">
          <Trans>Before</Trans>
        </th>
        <th scope="col">
          <Trans>After</Trans>
        </th>
      </tr>
    </thead>
    <tbody>
      {fields.map(({ name, field, before, after }) => (
        <tr key={name}>
          <th scope="row">{field}</th>
          <td>{before}</td>
          <td>{after}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
