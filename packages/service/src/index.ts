export { ConfigError, logLevel, readConfig } from './config.ts';
export { type Running, runService, type ServiceProgram } from './run-service.ts';
