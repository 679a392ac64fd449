import type { ReactNode } from 'react';
import type { ProjectDiff } from '../api/schema.js';
import { differenceInWords } from './difference-words.js';

interface Props {
  readonly diff: ProjectDiff;
  /** What the two moments are called. */
  readonly moments: readonly [before: string, after: string];
  /** Said where nothing differs. */
  readonly otherwise: string;
}

/** What is not as it was, side by side. */
export const DifferenceList = ({ diff: { differences, names }, moments, otherwise }: Props): ReactNode => {
  if (differences.length === 0) return <p className="soft empty">{otherwise}</p>;
  return (
    <ul className="differences">
      {differences.map((difference) => (
        <li key={`${difference.kind} ${difference.id}`}>
          <Difference words={differenceInWords(difference, names)} moments={moments} />
        </li>
      ))}
    </ul>
  );
};

const Difference = ({
  words: { text, fields },
  moments,
}: Pick<Props, 'moments'> & { readonly words: ReturnType<typeof differenceInWords> }): ReactNode => (
  <table>
    <caption className="break">{text}</caption>
    <thead className="small soft">
      <tr>
        <th scope="col">What</th>
        {moments.map((moment) => (
          <th key={moment} scope="col">
            {moment}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {fields.map(({ field, before, after }) => (
        <tr key={field}>
          <th scope="row">{field}</th>
          <td>{before}</td>
          <td>{after}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
