export { fuzz, type FuzzOptions, type FuzzReport, type Target, type TargetModule } from './fuzz.ts';
export { fuzzForAMinute } from './minute.ts';
