import { t } from '@lingui/core/macro';

/**
 * Opens a session in a tab of its own. The tab is opened before the ticket is asked for, because a browser lets a page open
 * one only in answer to a click; the session's page, which is somebody else's code, gets no handle on this one.
 */
export const openSession = async (address: () => Promise<string>): Promise<void> => {
  const tab = window.open('', '_blank');
  if (tab === null)
    throw new Error(t`The browser did not allow a new tab. Allow pop-ups for this page and open it again.`);
  try {
    tab.opener = null;
    tab.location.replace(await address());
  } catch (error) {
    tab.close();
    throw error;
  }
};
