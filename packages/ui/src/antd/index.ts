export { QianyinAntd } from './QianyinAntd.tsx';
export { antdTheme } from './tokens.ts';
