/** Whoever complains, and whoever helped; `forWhom` is what the helper calls the person. A letter may carry a name without a telephone, a call a telephone without a name. */
export type EnteredPerson = { readonly name?: string; readonly phone?: string; readonly helper?: string; readonly forWhom?: string }

/** The person of an entry; undefined for somebody who gave nothing. What hotlines write for “no name” is no name. */
export function personOf(typed: { readonly name?: string | undefined; readonly phone?: string | undefined; readonly helper?: string | undefined }): EnteredPerson | undefined {
  const name = (typed.name ?? '').trim()
  const [phone, helper] = [(typed.phone ?? '').trim(), (typed.helper ?? '').trim()]
  const isNobody = name === '' || /^(?:匿名|不详|未知|无|未提供|保密|-+|\/)$/u.test(name)
  if (isNobody && phone === '' && helper === '') return undefined
  return { ...(!isNobody && { name }), ...(phone !== '' && { phone }), ...(helper !== '' && { helper }) }
}

/** Whether it can be called back: masked and mistyped numbers cannot. */
export function isCallable(phone: string): boolean {
  return /^\d{7,15}$/.test(phone.normalize('NFKC').replace(/[\s\-()+]/g, ''))
}
