/** The six commands, as a test writes them. */
import type { MemoryCommand } from './command.ts'

export const view = (path: string, view_range?: readonly [number, number]): MemoryCommand => ({
  command: 'view',
  path,
  view_range,
})
export const create = (path: string, file_text: string): MemoryCommand => ({
  command: 'create',
  path,
  file_text,
})
export const replace = (path: string, old_str: string, new_str: string): MemoryCommand => ({
  command: 'str_replace',
  path,
  old_str,
  new_str,
})
export const insert = (path: string, insert_line: number, insert_text: string): MemoryCommand => ({
  command: 'insert',
  path,
  insert_line,
  insert_text,
})
export const remove = (path: string): MemoryCommand => ({ command: 'delete', path })
export const rename = (old_path: string, new_path: string): MemoryCommand => ({
  command: 'rename',
  old_path,
  new_path,
})
