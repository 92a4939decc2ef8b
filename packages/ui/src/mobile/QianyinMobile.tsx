/** Theme and language for antd-mobile front ends. */
import { ConfigProvider, setDefaultConfig } from 'antd-mobile';
import enUS from 'antd-mobile/es/locales/en-US';
import zhCN from 'antd-mobile/es/locales/zh-CN';
import { type ReactNode, useLayoutEffect } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { installReact19Render } from './react19.ts';
import './tokens.css';

installReact19Render();

export function QianyinMobile({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const locale = language === 'en' ? enUS : zhCN;
  // Toast.show and Dialog.confirm draw outside this tree and ask the default configuration.
  useLayoutEffect(() => setDefaultConfig({ locale }), [locale]);
  return <ConfigProvider locale={locale}>{children}</ConfigProvider>;
}
