import { Trans } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { readinessNotices } from './readiness-notices.js';

/** Lets somebody who waits look at something else meanwhile. */
export const ReadinessChoice = (): ReactNode => {
  const [wish, setWish] = useState(readinessNotices.wish);
  if (wish === 'denied')
    return (
      <p className="soft small">
        <Trans>This browser lets the page send no notification when a session is ready.</Trans>
      </p>
    );
  const isWanted = wish === 'wanted';
  return (
    <label className="choice">
      <input
        type="checkbox"
        checked={isWanted}
        onChange={(event) => void readinessNotices.want(event.target.checked).then(setWish)}
      />
      <span>
        <Trans>Notify me when a session is ready, while I look at something else</Trans>
      </span>
    </label>
  );
};
