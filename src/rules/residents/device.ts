/** The kinds of device a session may be of. No more is kept of what a browser says about itself: it serves to tell one's own phones apart. */
export const devices = ['wechat', 'android', 'iphone', 'computer', 'other'] as const
export type Device = (typeof devices)[number]

/** WeChat first: it names the phone it runs on as well. */
const signs = [
  [/MicroMessenger/u, 'wechat'], [/Android|HarmonyOS|OpenHarmony/u, 'android'], [/iPhone|iPad/u, 'iphone'], [/Windows|Macintosh|X11|CrOS/u, 'computer'],
] as const satisfies readonly (readonly [RegExp, Device])[]

/** What kind of device says this of itself. */
export function deviceOf(userAgent: string | undefined): Device {
  const said = (userAgent ?? '').slice(0, 500)
  return signs.find(([sign]) => sign.test(said))?.[1] ?? 'other'
}
