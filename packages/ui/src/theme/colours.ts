/**
 * Every colour of Qianyin by name, for light and for dark. Apps use the names (`var(--qy-ink)`), never a value.
 *
 * Vermilion belongs to seals and to the mark alone, so that a seal on a screen always means a seal.
 * Contrast is WCAG 2.2 AA: each `…Ink` name carries text on paper, surface and its own tint.
 */
export const LIGHT = {
  paper: '#FBFAF7',
  surface: '#FFFFFF',
  sunken: '#F3F0E9',
  /** Paper that stays white in the dark: documents, the ground of QR codes. */
  sheet: '#FFFFFF',
  ink: '#1B1B1B',
  inkSoft: '#5C5850',
  inkFaint: '#8A857B',
  line: '#E6E1D8',
  lineStrong: '#CFC8BA',
  /** 黛蓝: whatever can be pressed. */
  indigo: '#2B4C7E',
  indigoFill: '#2B4C7E',
  indigoTint: '#EDF1F7',
  onFill: '#FFFFFF',
  /** 朱砂: seals and the mark. */
  vermilion: '#C23B22',
  /** 松绿: success. */
  pine: '#2E7D5B',
  pineInk: '#24664A',
  pineTint: '#EAF4EF',
  /** 琥珀: waiting. */
  amber: '#B7791F',
  amberInk: '#855509',
  amberTint: '#FBF3E4',
  danger: '#A61B1B',
  dangerInk: '#A61B1B',
  dangerTint: '#FBECEC',
  shade: 'rgba(27, 27, 27, 0.08)',
  veil: 'rgba(27, 27, 27, 0.45)',
} as const;

export type ColourName = keyof typeof LIGHT;

export const DARK: Record<ColourName, string> = {
  paper: '#161513',
  surface: '#201F1C',
  sunken: '#100F0E',
  sheet: '#FFFFFF',
  ink: '#ECE8E0',
  inkSoft: '#B3ADA2',
  inkFaint: '#857F75',
  line: '#37342E',
  lineStrong: '#524D44',
  indigo: '#93B4E6',
  indigoFill: '#3E64A0',
  indigoTint: '#1D2838',
  onFill: '#FFFFFF',
  vermilion: '#E0573B',
  pine: '#4FA37E',
  pineInk: '#74C9A3',
  pineTint: '#18291F',
  amber: '#D9A441',
  amberInk: '#E2B45C',
  amberTint: '#2E2515',
  danger: '#D05654',
  dangerInk: '#F08C8A',
  dangerTint: '#331B1B',
  shade: 'rgba(0, 0, 0, 0.4)',
  veil: 'rgba(0, 0, 0, 0.6)',
};

export const FONT_FAMILY =
  "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Hiragino Sans GB', system-ui, -apple-system, 'Segoe UI', sans-serif";
/** English: Latin faces first, so that quotes and dashes are not as wide as a Han character. */
export const FONT_FAMILY_LATIN =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
export const FONT_FAMILY_CODE = "ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'Noto Sans SC', monospace";
