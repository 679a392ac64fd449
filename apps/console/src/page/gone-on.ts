/** The address at which somebody was when a key or a press of theirs last led to another place of the page. */
let goneOnAt: string | undefined;

const note = (): void => {
  goneOnAt = location.href;
};

document.addEventListener('keydown', ({ key }) => key === 'Tab' && note(), { capture: true });
document.addEventListener('pointerdown', note, { capture: true });

/** Whether whoever waits for the page at this address has gone on in what is drawn of it already. */
export const hasGoneOn = (): boolean => goneOnAt === location.href && document.activeElement !== document.body;
