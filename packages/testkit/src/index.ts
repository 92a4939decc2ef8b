export { type TestClock, testClock } from './clock.ts';
export { type TemporaryDatabase, type Template, temporaryDatabase } from './database.ts';
export { validCardNumber, validIdNumber, validPhone, validUscc } from './identifiers.ts';
export { seededRandom } from './random.ts';
