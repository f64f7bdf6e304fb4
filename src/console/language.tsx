import type { ReactNode } from 'react'
import { createContext, useContext, useEffect, useMemo, useState } from 'react'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { dayText } from '#text/calendar.ts'
import type { InBoth, Language } from '#text/language.ts'
import { chooseLanguage } from '#text/language.ts'

type Chosen = { language: Language; choose: (language: Language) => void }

const LanguageContext = createContext<Chosen>({ language: 'zh-CN', choose: () => undefined })
const storageKey = 'yidiantong.language'

/** Remembers the reader's language on this device; `?lang=` in the address wins. Chinese is the default. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(initialLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const chosen = useMemo(() => ({ language, choose: (next: Language) => (remember(next), setLanguage(next)) }), [language])
  return <LanguageContext value={chosen}>{children}</LanguageContext>
}

export function useLanguage(): Chosen {
  return useContext(LanguageContext)
}

/** The sentences of a table in the reader's language. */
export function useWords<Words>(table: InBoth<Words>): Words {
  return table[useContext(LanguageContext).language]
}

/** Writes a day as the reader's language does. Days arrive from the server as valid ISO days. */
export function useDayText(): (day: string) => string {
  const { language } = useLanguage()
  return day => dayText(language, day as PlainDate)
}

/** A short day for tables: 10月10日, or 10 Oct; the year only where it is another. */
export function useShortDay(today: string | undefined): (day: string) => string {
  const { language } = useLanguage()
  return day => {
    const [year, month, date] = day.split('-').map(Number)
    const isThisYear = today?.startsWith(String(year))
    if (language === 'zh-CN') return `${isThisYear ? '' : `${year}年`}${month}月${date}日`
    const whole = dayText('en', day as PlainDate).split(' ').slice(1)
    return isThisYear ? whole.slice(0, 2).join(' ') : whole.join(' ')
  }
}

/** The name of a unit, item or category in the reader's language. */
export function useName(): (name: { zh: string; en: string }) => string {
  const { language } = useLanguage()
  return name => (language === 'en' ? name.en : name.zh)
}

/** An instant as the clock on the wall in China shows it. */
export function useInstantText(): (instant: string) => string {
  const { language } = useLanguage()
  return useMemo(() => {
    const form = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' })
    return (instant: string) => form.format(new Date(instant))
  }, [language])
}

function initialLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? stored()
  return chooseLanguage(asked ?? undefined, undefined)
}

function stored(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null // A browser may forbid storage; the language is then chosen anew each time.
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // See stored().
  }
}
