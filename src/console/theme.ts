import type { ThemeConfig } from 'antd'

/** Ink and paper, as on the public pages. Cinnabar is for danger and lateness only; the main act is pine. */
export const palette = {
  pine: '#1d5443',
  pineDeep: '#12352b',
  cinnabar: '#a8321f',
  amber: '#8a5a00',
  paper: '#f5f2ea',
  sheet: '#fffdf8',
  ink: '#1d2420',
  inkSoft: '#565e58',
  rule: '#dcd6c8',
} as const

export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.pine,
    colorInfo: palette.pine,
    colorLink: palette.pine,
    colorError: palette.cinnabar,
    colorWarning: palette.amber,
    colorSuccess: palette.pine,
    colorText: palette.ink,
    colorTextSecondary: palette.inkSoft,
    colorTextPlaceholder: '#777d75',
    colorBgBase: palette.sheet,
    colorBgContainer: '#fffefb',
    colorInfoBg: '#e7efe9',
    colorInfoBorder: '#b9cfc2',
    colorSuccessBg: '#e7efe9',
    colorSuccessBorder: '#b9cfc2',
    colorWarningBg: '#fbf1da',
    colorWarningBorder: '#e2c88d',
    colorErrorBg: '#faeae5',
    colorErrorBorder: '#e3b3a8',
    colorPrimaryBg: '#e7efe9',
    colorBgContainerDisabled: '#efebe0',
    colorBgLayout: palette.paper,
    colorBorder: '#b9b3a3',
    colorBorderSecondary: palette.rule,
    borderRadius: 4,
    fontSize: 14,
    controlHeight: 34,
    wireframe: false,
    // The style sheet chooses by language: Chinese quotation marks want a Chinese font, English ones a Latin one.
    fontFamily: 'inherit',
    // Whoever asked the device for no motion gets none: dialogs and lists are there at once, and a click meets what it was meant for.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
}
