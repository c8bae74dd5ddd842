/** Many chats edit one document in the same moment: what the tool says was made, and what of it is there afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ms, print, timed } from './measure.ts'
import { ourTool, sdkTool, type Tool } from './tools.ts'

const PATH = '/memories/shared.md'

export async function run(quick: boolean): Promise<void> {
  const rows: string[][] = []
  for (const edits of quick ? [2, 50] : [2, 10, 50]) {
    const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'))
    const theirs = await edit(await sdkTool(join(folder, 'sdk')), edits)
    const ours = await edit(await ourTool(join(folder, 'ours.db')), edits)
    rmSync(folder, { recursive: true, force: true })
    rows.push([
      String(edits),
      ...[theirs, ours].flatMap(({ reported, kept, took }) => [`${reported} / ${kept}`, ms(took)]),
    ])
  }
  print({
    title: 'Parallel edits of one document',
    method:
      'Each of so many chats replaces a line of its own, all in the same moment; then the document is read.',
    columns: [
      'edits at once',
      'SDK tool: reported / kept',
      'SDK tool took',
      'ours: reported / kept',
      'ours took',
    ],
    rows,
  })
}

async function edit(tool: Tool, edits: number) {
  const cells = Array.from({ length: edits }, (_, i) => `<${i}>`)
  await tool.run({ command: 'create', path: PATH, file_text: cells.join('\n') })
  let reported = 0
  const took = await timed(() =>
    Promise.all(
      cells.map(async (cell, i) => {
        const change = { command: 'str_replace', path: PATH, old_str: cell, new_str: `done ${i};` } as const
        await tool.run(change, String(i)).then(
          () => reported++,
          () => {},
        )
      }),
    ),
  )
  const text = await tool.run({ command: 'view', path: PATH })
  const kept = cells.filter((_, i) => text.includes(`done ${i};`)).length
  await tool.close()
  return { reported, kept, took }
}
