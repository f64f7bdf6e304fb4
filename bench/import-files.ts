export const header = ['村代码', '户主姓名', '村民组', '补贴面积(亩)', '补贴金额(元)']
const surnames = '张王李赵陈刘杨黄周吴'

/** Invented lines of a subsidy list, village after village in turns. `name` is what follows the surname and stands before the number of the line. */
export function linesOf(villages: readonly number[], rows: number, name: string, bad?: Planting): string[][] {
  const lines: string[][] = []
  for (let n = 0; n < rows; n++) {
    const above = lines[n - villages.length]
    const planted = bad && plantedAt(bad, above)
    const area = (n % 90) + 1
    // A mobile number in the group column, where nothing masks it; digits no operator has given out would not be found.
    const group = planted === 'finding' ? `一组1380013${String(n % 10_000).padStart(4, '0')}` : `${n % 12}组`
    lines.push(planted === 'duplicate' ? [...above!] : [String(villages[n % villages.length]), `${surnames[n % 10]}${name}${n}`, group, String(area), String(area * 69)])
  }
  return lines
}

/** How much personal data and how many duplicates have been planted in so many lines, over all files. */
export type Planting = { lines: number; findings: number; duplicates: number }

// One line in two hundred gets personal data and one in a thousand repeats its village's line before; what cannot be planted here is planted in the next.
function plantedAt(so: Planting, above: readonly string[] | undefined): 'finding' | 'duplicate' | undefined {
  so.lines += 1
  if (so.duplicates < Math.floor(so.lines / 1000) && above && !isFinding(above)) {
    so.duplicates += 1
    return 'duplicate'
  }
  if (so.findings >= Math.floor((so.lines + 100) / 200)) return undefined
  so.findings += 1
  return 'finding'
}

function isFinding(line: readonly string[]): boolean {
  return line[2]!.length > 6
}

/** The lines as a CSV file under their header. */
export function csvOf(lines: readonly (readonly string[])[]): Buffer {
  return Buffer.from(`${[header, ...lines].map(cells => cells.join(',')).join('\n')}\n`)
}
