/** What the server is asked about memories, people, and what people should know. */
import type { Access, MemoryId, MemoryInfo } from '../../memory/rights.ts'
import { call } from '../api.ts'

/** What one says of a memory; what is left out stays, or is chosen by the server. */
export interface MemoryWords {
  readonly name: string
  readonly description: string
  readonly mount?: string
  readonly everyone?: Access
  readonly members?: Readonly<Record<string, Access>>
  readonly workingCopy?: boolean
}

const id = encodeURIComponent

export const people = {
  addMemory: (memory: MemoryWords) => call<{ memory: MemoryInfo }>('POST', '/memories', memory),
  changeMemory: (memory: MemoryId, change: Partial<MemoryWords>) =>
    call<{ memory: MemoryInfo }>('PATCH', `/memories/${id(memory)}`, change),
  removeMemory: (memory: MemoryId, confirm: string, speaker: string) =>
    call<object>('DELETE', `/memories/${id(memory)}`, { confirm, speaker }),
  /** `ownMemory`: together with a memory that only this person may read and write. */
  addPerson: (name: string, ownMemory = false) => call<object>('POST', '/people', { name, ownMemory }),
  removePerson: (name: string) => call<object>('DELETE', `/people/${id(name)}`, {}),
  dismissNotice: (notice: string) => call<object>('DELETE', `/notices/${id(notice)}`, {}),
}
