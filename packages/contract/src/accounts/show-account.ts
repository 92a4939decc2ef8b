import { operation } from '../operation.ts';
import { accountView } from './model.ts';

/** The account this wallet is logged in to */
export const showAccount = operation({
  domain: 'accounts',
  name: 'show-account',
  method: 'GET',
  audience: 'wallet',
  summary: 'The account this wallet is logged in to',
}).output(accountView);
