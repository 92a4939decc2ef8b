export type { Browser, Page } from 'playwright-core';
export { type FakeCamera, fakeCamera } from './camera.ts';
export { BrowserMissing, type LaunchOptions, launchBrowser } from './launch.ts';
