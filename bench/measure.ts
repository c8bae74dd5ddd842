/** What every bench uses: percentiles, medians, a table that can be read in a terminal and pasted into a document. */

export interface Table {
  readonly title: string
  /** How it was measured, in a sentence or two. */
  readonly method: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The value below which `share` (0 to 1) of the samples lie; NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5)
}

/** Milliseconds that `work` took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export function ms(value: number): string {
  return `${value.toFixed(value < 1 ? 3 : value < 100 ? 2 : 0)} ms`
}

export function ratio(ours: number, theirs: number): string {
  return `${(theirs / ours).toFixed(theirs / ours < 10 ? 2 : 0)}×`
}

/** Prints a table as Markdown. */
export function print(table: Table): void {
  const widths = table.columns.map((column, i) =>
    Math.max(column.length, ...table.rows.map((row) => row[i]?.length ?? 0)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  process.stdout.write(
    `\n### ${table.title}\n\n${table.method}\n\n${[line(table.columns), rule, ...table.rows.map(line)].join('\n')}\n`,
  )
}
