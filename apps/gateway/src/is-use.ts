const OPCODE = 0x0f;
const FIRST_CONTROL_OPCODE = 0x8;
/** RFC 6455 §5.5: control frames carry at most 125 bytes; before them are two of the header and four of the mask. */
const LONGEST_CONTROL_FRAME = 131;

/** Whether what a browser sent over a WebSocket is more than a control frame: pongs are sent by who is long gone for lunch. */
export const isUse = (chunk: Buffer): boolean =>
  chunk.length > LONGEST_CONTROL_FRAME || ((chunk[0] ?? 0) & OPCODE) < FIRST_CONTROL_OPCODE;
