export { MemoryBudget, type MemoryShare } from './memory-budget.js';
