// Surnames of two characters. Without them 欧阳锋 would be shown as 欧*锋, which hides half a surname and no given name.
const compoundSurnames: ReadonlySet<string> = new Set((
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 '
  + '钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 '
  + '百里 呼延 东郭 南门 羊舌 微生 左丘 东门 西门 第五'
).split(' '))

/**
 * A name as strangers see it: 张三丰 → 张*丰, 李四 → 李*, 欧阳锋 → 欧阳*, 阿卜杜拉·买买提 → 阿***·买**. Several names in one
 * cell are masked one by one, and what stands in brackets behind a name is hidden altogether.
 */
export function maskPersonName(text: string): string {
  const bracketless = text.replace(/[（(][^（()）]*[）)]?/gu, inside => (inside.startsWith('（') ? '（**）' : '(**)'))
  return bracketless.replace(/[^、，,；;/|\n（()）]+/gu, name => maskOneName(name))
}

function maskOneName(name: string): string {
  if (/^[\s*]*$/u.test(name)) return name
  const compact = name.trim().replace(/\s+/gu, ' ')
  // Spreadsheets pad short names to the width of long ones: 李　四 is 李四.
  if (/^[\p{Script=Han}*\s]+$/u.test(compact)) return maskHanName([...compact.replace(/\s/gu, '')])
  return compact.replace(/[^\s·•・‧∙.-]+/gu, part => maskTail([...part], part.length === 1 ? 0 : 1))
}

function maskHanName(characters: readonly string[]): string {
  const surname = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join('')) ? 2 : 1
  if (characters.length === 1) return '*'
  if (characters.length - surname <= 1) return maskTail(characters, surname)
  return characters.map((character, index) => (index < surname || index === characters.length - 1 ? character : '*')).join('')
}

function maskTail(characters: readonly string[], kept: number): string {
  return characters.slice(0, kept).join('') + '*'.repeat(Math.min(Math.max(characters.length - kept, 1), 20))
}
