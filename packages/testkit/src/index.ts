export { type TemporaryDatabase, type Template, temporaryDatabase } from './database.ts';
export { validCardNumber, validIdNumber, validPhone, validUscc } from './identifiers.ts';
