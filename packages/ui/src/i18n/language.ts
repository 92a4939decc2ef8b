/** The language in force, as React state. */
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, i18n, type Language } from './instance.ts';

export function useLanguage(): { language: Language; setLanguage: (language: Language) => void } {
  // Subscribes the component to language changes.
  useTranslation(undefined, { i18n });
  return { language: currentLanguage(), setLanguage: changeLanguage };
}
