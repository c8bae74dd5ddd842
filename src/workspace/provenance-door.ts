import type { Denied } from '../memory/memories.ts'
import { type Result, refuse } from './result.ts'

/** What an action answers when the edge has denied it a memory. */
export function refusalOf({ code, message }: Denied): Result<never> {
  return refuse(code, message)
}
