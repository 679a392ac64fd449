/** Of the node that test/real-node/inside.sh makes, as its pods reach it. */
export const NODE_ADDRESS = '10.99.0.1';

/** The network of its pods. */
export const PODS = '10.99.1.0/24';
