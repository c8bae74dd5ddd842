/** The SDK's own file memory tool and ours on SQLite, to be given the same commands. Both sync what they write to the disk. */
import { BetaLocalFilesystemMemoryTool } from '@anthropic-ai/sdk/tools/memory/node'
import { openDatabase } from '../src/database/open.ts'
import type { MemoryCommand } from '../src/memory/command.ts'
import { openMemory } from '../src/memory/memory.ts'
import { sqliteLog } from '../src/storage/sqlite.ts'

export interface Tool {
  /** `chat`: who asks; each is a reader of its own to ours, and nobody in particular to the SDK's. */
  run(command: MemoryCommand, chat?: string): Promise<string>
  close(): Promise<void>
}

export async function sdkTool(folder: string): Promise<Tool> {
  const tool = await BetaLocalFilesystemMemoryTool.init(folder)
  return {
    async run(command) {
      switch (command.command) {
        case 'view':
          return String(await tool.view({ command: 'view', path: command.path }))
        case 'create':
          return String(await tool.create(command))
        case 'str_replace':
          return String(await tool.str_replace(command))
        case 'insert':
          return String(await tool.insert(command))
        case 'delete':
          return String(await tool.delete(command))
        case 'rename':
          return String(await tool.rename(command))
        default:
          return command satisfies never
      }
    },
    async close() {},
  }
}

export async function ourTool(file: string): Promise<Tool> {
  const database = await openDatabase(file)
  const memory = await openMemory(sqliteLog(database))
  let call = 0
  return {
    async run(command, chat = '1') {
      const toolCall = `toolu_${call++}`
      const result = await memory.run(command, {
        actor: { kind: 'claude', onBehalfOf: 'Alice' },
        reader: `chat:${chat}`,
        origin: { chat, turn: '1', toolCall },
        key: `${chat}/1/${toolCall}`,
      })
      if (result.isError) throw new Error(result.text)
      return result.text
    },
    async close() {
      await memory.close()
      await database.destroy()
    },
  }
}
