/**
 * Called at every screen of a walk, by the name of the screen: to picture it, to judge it, or to go on. Some screens
 * keep the language they were opened in (dialogs, a page of somebody else's): they are `fixed`.
 */
import type { Page } from '@qianyin/testkit/browser';

export type Look = (page: Page, screen: string, options?: { fixed?: boolean }) => Promise<void>;
