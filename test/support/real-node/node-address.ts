/** Of the node that test/real-node/inside.sh makes, as its pods reach it. */
export const NODE_ADDRESS = '10.99.0.1';
