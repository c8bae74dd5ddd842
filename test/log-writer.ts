/**
 * A process that appends to a log as fast as it can, and erases now and then:
 * `node test/log-writer.ts <address> <name> <steps, or Infinity> <seed>`. Prints what was acknowledged, as soon as it was, a line each.
 */
import { HeadMoved, type MemoryLog } from '../src/memory/log.ts'
import { append, draft } from '../src/storage/conformance/drafts.ts'
import { erasureOf } from '../src/storage/conformance/erasing.ts'
import { openBackend } from '../src/storage/open.ts'
import { random } from './random.ts'
import { writtenText } from './written-text.ts'

const [address = '', name = 'w', steps = '1', seed = '1'] = process.argv.slice(2)
const next = random(Number(seed))
const log = await openBackend(address).log('default')
const own: number[] = []
let hasErased = false
for (let step = 0; step < Number(steps); step++) {
  if (own.length > 3 && (!hasErased || next(12) === 0)) await eraseOne()
  else await appendSome(step)
}
await log.close()

async function appendSome(step: number): Promise<void> {
  const documents = Array.from({ length: 1 + next(4) }, (_, i) => `${name}_${step}_${i}`)
  const drafts = documents.map((each) => draft(each, writtenText(`doc_${each}`), { result: `wrote ${each}` }))
  const commits = await insist(log, (head) => append(log, head, drafts))
  own.push(...commits.map(({ number }) => number))
  tell({ appended: commits.map(({ seal }) => seal.hash) })
}

async function eraseOne(): Promise<void> {
  const [number = 0] = own.splice(next(own.length), 1)
  await insist(log, async (head) => {
    const { entry, gone } = await erasureOf(log, head, [number])
    await log.erase(head, entry, gone)
  })
  hasErased = true
  tell({ erased: number })
}

/** Does it again at a new head whenever another process was first. */
async function insist<T>(to: MemoryLog, write: (head: number) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await write(await to.head())
    } catch (error) {
      if (!(error instanceof HeadMoved)) throw error
    }
  }
}

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
