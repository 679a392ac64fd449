interface Asked<Data> {
  readonly data?: Data;
}

/** What was answered. The client types it as what may be missing, since it does not know that refusals are thrown. */
export const answerOf = async <Data>(asked: Promise<Asked<Data>>): Promise<Data> => (await asked).data as Data;
