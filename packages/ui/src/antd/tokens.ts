/** The named colours as antd tokens, for light and dark. */
import { type MappingAlgorithm, type ThemeConfig, theme } from 'antd';
import { DARK, LIGHT } from '../theme/colours.ts';
import type { Scheme } from '../theme/scheme.ts';

/** antd dims the colours it is given for dark; ours are chosen for dark already. */
const darkAlgorithm: MappingAlgorithm = (seed, map) => ({
  ...theme.darkAlgorithm(seed, map),
  colorPrimary: DARK.indigoFill,
  colorInfo: DARK.indigoFill,
  colorLink: DARK.indigo,
  colorSuccess: DARK.pine,
  colorWarning: DARK.amber,
  colorError: DARK.danger,
  colorErrorText: DARK.dangerInk,
});

/** 14 px, compact enough for a desk, targets of 44 px where `size="large"`. */
export function antdTheme(scheme: Scheme): ThemeConfig {
  const c = scheme === 'dark' ? DARK : LIGHT;
  return {
    algorithm: scheme === 'dark' ? darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: c.indigoFill,
      colorInfo: c.indigoFill,
      colorLink: c.indigo,
      // antd derives these from the fill, which is too dark for words on dark.
      colorLinkHover: c.indigo,
      colorLinkActive: c.indigo,
      colorSuccess: c.pine,
      colorWarning: c.amber,
      colorError: c.danger,
      colorTextBase: c.ink,
      colorText: c.ink,
      colorTextSecondary: c.inkSoft,
      colorTextTertiary: c.inkSoft,
      colorTextPlaceholder: c.inkFaint,
      colorBgBase: c.surface,
      colorBgContainer: c.surface,
      colorBgElevated: c.surface,
      colorBgLayout: c.paper,
      colorBorder: c.lineStrong,
      colorBorderSecondary: c.line,
      colorSplit: c.line,
      fontFamily: 'var(--qy-font)',
      fontFamilyCode: 'var(--qy-font-code)',
      fontSize: 14,
      borderRadius: 6,
      controlHeight: 36,
      controlHeightLG: 44,
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Layout: { bodyBg: c.paper, headerBg: c.surface, siderBg: c.surface },
      Table: { headerBg: c.sunken, headerColor: c.inkSoft, rowHoverBg: c.indigoTint, borderColor: c.line },
      Tabs: { itemSelectedColor: c.indigo, inkBarColor: c.indigo },
      Menu: { itemSelectedColor: c.indigo, itemSelectedBg: c.indigoTint },
      Alert: { withDescriptionIconSize: 20 },
    },
  };
}
