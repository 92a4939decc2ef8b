/**
 * Texts of one part of a front end, both languages side by side, with typed keys.
 *
 * `const texts = defineTexts('desk', zh, en)` in a module of the part; `const t = texts.useT()` in a component.
 * The English object must have every key of the Chinese one, or it does not compile. Interpolation: `{{name}}`.
 * A lazily loaded part brings its own texts with it.
 */
import { useTranslation } from 'react-i18next';
import { i18n, initI18n } from './instance.ts';

export interface TextTree {
  readonly [key: string]: string | TextTree;
}
/** The same keys with any text. */
export type SameKeys<T extends TextTree> = { readonly [K in keyof T]: T[K] extends TextTree ? SameKeys<T[K]> : string };
/** Dotted paths of the texts in a tree. */
export type TextKey<T extends TextTree> = {
  [K in keyof T & string]: T[K] extends TextTree ? `${K}.${TextKey<T[K]>}` : K;
}[keyof T & string];

export type Translate<T extends TextTree> = (key: TextKey<T>, values?: Record<string, string | number>) => string;

export interface Texts<T extends TextTree> {
  namespace: string;
  /** In components: redraws when the language changes. */
  useT: () => Translate<T>;
  /** Outside components. */
  t: Translate<T>;
}

/** Registers the texts of a namespace (its name must be unique in the page). */
export function defineTexts<const T extends TextTree>(namespace: string, zh: T, en: SameKeys<T>): Texts<T> {
  initI18n();
  i18n.addResourceBundle('zh-CN', namespace, zh);
  i18n.addResourceBundle('en', namespace, en);
  return {
    namespace,
    useT: () => {
      const { t } = useTranslation(namespace, { i18n });
      return (key, values) => t(key as string, { ...values });
    },
    t: (key, values) => i18n.t(key as string, { ns: namespace, ...values }),
  };
}
