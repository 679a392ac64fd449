/** A session's code writes what it wants: an answer that Node refuses to pass on must not throw out of an event. */
export const attempt = (onFailure: (error: unknown) => void, act: () => void): void => {
  try {
    act();
  } catch (error) {
    onFailure(error);
  }
};
