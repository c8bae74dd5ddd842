/** Replies as a table for a spreadsheet: CSV as RFC 4180 has it, in UTF-8 with a mark that tells so. */
import type { NamedReply } from '../workspace/spending-report.ts'

type Cell = string | number | null

const COLUMNS: readonly (readonly [name: string, cell: (reply: NamedReply) => Cell])[] = [
  ['at', ({ at }) => at],
  ['chat', ({ chat }) => chat],
  ['chat_name', ({ chatName }) => chatName],
  ['turn', ({ turn }) => turn],
  ['step', ({ step }) => step],
  ['person', ({ speaker }) => speaker],
  ['host', ({ host }) => host],
  ['model', ({ model }) => model],
  ['input_tokens', ({ usage }) => usage.input],
  ['cache_read_tokens', ({ usage }) => usage.cacheRead],
  ['cache_write_tokens', ({ usage }) => usage.cacheWrite],
  ['cache_write_hour_tokens', ({ usage }) => usage.cacheWriteHour ?? 0],
  ['output_tokens', ({ usage }) => usage.output],
  ['thinking_tokens', ({ usage }) => usage.thinking ?? 0],
  ['summary_input_tokens', ({ usage }) => usage.compaction?.input ?? 0],
  ['summary_output_tokens', ({ usage }) => usage.compaction?.output ?? 0],
  ['memory_tokens', ({ memoryTokens }) => memoryTokens],
  ['cleared_tokens', ({ clearedTokens }) => clearedTokens],
  ['cost_usd', ({ cost }) => cost],
  ['cost_without_cache_usd', ({ costUncached }) => costUncached],
  ['saved_by_clearing_usd', ({ savedByClearing }) => savedByClearing],
]

/** Rows handed on in one piece. */
const AT_ONCE = 500

/** The file in pieces, each of whole lines. */
export async function* spendingCsv(replies: AsyncIterable<NamedReply>): AsyncGenerator<string> {
  let lines = [`\uFEFF${line(COLUMNS.map(([name]) => name))}`]
  for await (const reply of replies) {
    lines.push(line(COLUMNS.map(([, cell]) => cell(reply))))
    if (lines.length < AT_ONCE) continue
    yield lines.join('')
    lines = []
  }
  if (lines.length > 0) yield lines.join('')
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(written).join(',')}\r\n`
}

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = harmless(cell)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Spreadsheets take a cell that begins so for a formula and run it; an apostrophe before it makes it a text. */
function harmless(text: string): string {
  return /^[\s\p{Cf}]*[=+\-@＝＋－＠|%]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text
}
