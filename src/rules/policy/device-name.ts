export const browsers = ['WeChat', 'Edge', 'Firefox', 'Chrome', 'Safari', 'other'] as const
export const systems = ['Windows', 'Android', 'iPhone', 'Mac', 'Linux', 'other'] as const
/** What a session was begun with, as far as its holder recognises it. */
export type Device = { readonly browser: (typeof browsers)[number]; readonly system: (typeof systems)[number] }

// The first that fits: nearly every browser also says that it is another.
const browserMarks: readonly [RegExp, Device['browser']][] = [[/MicroMessenger/, 'WeChat'], [/Edg/, 'Edge'], [/Firefox/, 'Firefox'], [/Chrome/, 'Chrome'], [/Safari/, 'Safari']]
const systemMarks: readonly [RegExp, Device['system']][] = [[/Windows/, 'Windows'], [/Android|HarmonyOS/, 'Android'], [/iPhone|iPad/, 'iPhone'], [/Mac OS/, 'Mac'], [/Linux/, 'Linux']]

/** Reads the line with which a browser names itself. */
export function deviceOf(userAgent: string): Device {
  return {
    browser: browserMarks.find(([mark]) => mark.test(userAgent))?.[1] ?? 'other',
    system: systemMarks.find(([mark]) => mark.test(userAgent))?.[1] ?? 'other',
  }
}
