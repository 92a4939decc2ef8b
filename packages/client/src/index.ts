export { type ClientOptions, createClient, type QianyinClient } from './create-client.ts';
export { NetworkError, ProblemError, problemOf } from './errors.ts';
export type { Fetch } from './problem-fetch.ts';
