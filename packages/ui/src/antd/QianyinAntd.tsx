/** Theme and language for antd front ends, with `App.useApp()` for messages and dialogs. */
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import { type ReactNode, useMemo } from 'react';
import { useLanguage } from '../i18n/language.ts';
import { useScheme } from '../theme/scheme.ts';
import { antdTheme } from './tokens.ts';

export function QianyinAntd({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const scheme = useScheme();
  const theme = useMemo(() => antdTheme(scheme), [scheme]);
  return (
    <ConfigProvider theme={theme} locale={language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
      <App>{children}</App>
    </ConfigProvider>
  );
}
