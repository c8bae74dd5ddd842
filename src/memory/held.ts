import type { Memory } from './contract.ts'
import type { Mount } from './mounts.ts'
import type { Outside, ReadableMemory } from './mounts-memory.ts'
import type { MemoryInfo } from './rights.ts'

/** An open memory in all its forms; kept by memories.ts. */
export interface Held {
  readonly info: MemoryInfo
  /** Itself, with paths inside. */
  readonly memory: Memory
  readonly mount: Mount
  readonly outside: Outside
  readonly reading: ReadableMemory
  readonly writing: Memory
}
