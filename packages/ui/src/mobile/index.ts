export { QianyinMobile } from './QianyinMobile.tsx';
