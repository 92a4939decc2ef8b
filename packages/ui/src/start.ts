/** What every front end does before its first render. */
import { initI18n } from './i18n/instance.ts';
import { installTheme } from './theme/install.ts';
import './theme/base.css';

/** Colours as CSS variables, ground styles, language from the last visit. Call once in `main.tsx`. */
export function initUi(): void {
  installTheme();
  initI18n();
}
