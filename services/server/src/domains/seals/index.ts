export { sealForUse } from './operations/seal-for-use.ts';
