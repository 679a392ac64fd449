/** Of MongoDB. */
const DUPLICATE_KEY = 11_000;

/** Whether it was written: false where a unique index has such a row already. */
export const unlessDuplicate = async (write: () => Promise<unknown>): Promise<boolean> => {
  try {
    await write();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
};
