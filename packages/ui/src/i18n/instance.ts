/** The one i18next instance of a page, and where the chosen language is kept. */
import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT_AS = 'qy.language';

export const i18n = createInstance();

function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** Storage may be refused (private window, blocked site data): then the choice lasts as long as the page. */
function kept(): Language | undefined {
  try {
    const value = localStorage.getItem(KEPT_AS);
    return isLanguage(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function keep(language: Language): void {
  try {
    localStorage.setItem(KEPT_AS, language);
  } catch {
    return;
  }
}

/** Synchronous: texts are compiled in, so the first render already speaks. */
function start(): void {
  void i18n.use(initReactI18next).init({
    lng: kept() ?? 'zh-CN',
    fallbackLng: 'zh-CN',
    supportedLngs: [...LANGUAGES],
    resources: {},
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18nStore: 'added' },
    returnNull: false,
  });
  const mark = (language: string) => {
    document.documentElement.lang = language;
  };
  mark(i18n.language);
  i18n.on('languageChanged', mark);
  // Chosen in another window of this site: both speak the same.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === KEPT_AS && isLanguage(newValue)) void i18n.changeLanguage(newValue);
  });
}

/** Call once before the first render. Repeating it changes nothing. */
export function initI18n(): void {
  if (!i18n.isInitialized) start();
}

export function currentLanguage(): Language {
  return isLanguage(i18n.language) ? i18n.language : 'zh-CN';
}

export function changeLanguage(language: Language): void {
  keep(language);
  void i18n.changeLanguage(language);
}
