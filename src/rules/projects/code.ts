/** The code of a project: its village, the year, and a number of that year. 340522100200-2026-07. */
export function projectCodeOf(villageCode: number, year: number, n: number): string {
  return `${villageCode}-${year}-${String(n).padStart(2, '0')}`
}

/** The village that a code names; undefined for codes that were given elsewhere. */
export function villageOfProjectCode(code: string): number | undefined {
  const found = /^(\d{12})-\d{4}-\d{2,4}$/u.exec(code)
  return found ? Number(found[1]) : undefined
}
