/**
 * A process in which Claude and people write to one memory as fast as they can: `node test/memory-writer.ts <address> <seed> <rounds>`. Prints in the end, as
 * JSON, what they were told.
 */
import { openMemory } from '../src/memory/memory.ts'
import { openBackend } from '../src/storage/open.ts'
import { Everybody } from './everybody.ts'
import { random } from './random.ts'

const [address = '', seed = '1', rounds = '1'] = process.argv.slice(2)
const memory = await openMemory(await openBackend(address).log('default'))
const crowd = new Everybody(memory, random(Number(seed)), ['a.md', 'b.md', 'c.md'], `process ${seed} `)
for (let round = 0; round < Number(rounds); round++)
  await Promise.all([crowd.claude(1), crowd.claude(2), crowd.person(1)])
await memory.close()
process.stdout.write(JSON.stringify({ acknowledged: crowd.acknowledged, refused: crowd.refused }))
