/** Runs assertions so that their failure points at the line of the spec that called `caller`, not into the DSL. */
export const atCallSite = (caller: (...args: never[]) => unknown, assertions: () => void): void => {
  try {
    assertions();
  } catch (error) {
    if (error instanceof Error) Error.captureStackTrace(error, caller);
    throw error;
  }
};
