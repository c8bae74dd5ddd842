/**
 * How the memory tool is told to a model: by its type where the host knows it, else in full, with a protocol for the system prompt.
 * Frozen: a changed word begins a new epoch in every chat.
 */
import type { WireTool } from '../claude/contract.ts'
import type { Capabilities } from './capabilities.ts'

const text = (description: string) => ({ type: 'string', description }) as const

const SCHEMA = {
  type: 'object',
  properties: {
    command: {
      type: 'string',
      enum: ['view', 'create', 'str_replace', 'insert', 'delete', 'rename'],
      description: 'What to do. Each command takes only the fields that say so.',
    },
    path: text(
      'For view, create, str_replace, insert and delete: the document or directory, such as /memories/projects/acme.md.',
    ),
    view_range: {
      type: 'array',
      items: { type: 'integer' },
      minItems: 2,
      maxItems: 2,
      description:
        'For view of a document, optional: the first and the last line to show, counted from 1; -1 as the last means up to the end.',
    },
    file_text: text('For create: the whole text of the document.'),
    old_str: text(
      'For str_replace: the text to replace. It must stand in the document exactly once, as it is written here.',
    ),
    new_str: text('For str_replace: what takes its place. Left out or empty, the old text is deleted.'),
    insert_line: {
      type: 'integer',
      description: 'For insert: the number of the line after which the text goes; 0 for the top.',
    },
    insert_text: text('For insert: the text that goes in.'),
    old_path: text('For rename: the document or directory that is renamed or moved.'),
    new_path: text('For rename: its new path. Nothing may be there yet.'),
  },
  required: ['command'],
  additionalProperties: false,
} as const

const DESCRIPTION = `Reads and changes your memory: Markdown documents in directories under /memories, which last beyond this conversation and which other conversations share.
view (path, view_range?): lists a directory two levels deep, or shows a document with line numbers. create (path, file_text): writes a document, with the directories above it. str_replace (path, old_str, new_str?): replaces one passage. insert (path, insert_line, insert_text): adds lines. delete (path): removes a document, or a directory with all in it. rename (old_path, new_path): renames or moves.
A document may have been changed by somebody else since you saw it. The result then says so and shows how it stands; look at it and try again.`

const PROTOCOL = `You have a memory that lasts beyond this conversation: a directory of documents, /memories, which you reach with the tool named memory.
- Before you answer for the first time in a conversation, view /memories, and then the documents that matter to what is asked.
- Write down what will be of use later as soon as you learn it: facts, decisions, preferences, how far a task has come. This conversation may end at any moment, and what is not in your memory is lost with it.
- Keep the memory in order: put new facts where others of their kind stand, correct what is no longer true, and make no documents that nobody needs.
- Only what you write with the tool is kept. Never say that you remember or have noted something when you have not.`

/** The tool's declaration on the wire. */
export function declareMemory({ memoryTool, inputStreaming }: Capabilities): WireTool {
  if (memoryTool === 'typed') return { type: 'memory_20250818', name: 'memory' }
  return {
    name: 'memory',
    description: DESCRIPTION,
    input_schema: { ...SCHEMA, required: [...SCHEMA.required] },
    ...(inputStreaming === 'eager' ? { eager_input_streaming: true } : {}),
  }
}

/** What hosts add by themselves for the typed tool, in our words; empty for those. */
export function memoryProtocol({ memoryTool }: Capabilities): string {
  return memoryTool === 'custom' ? PROTOCOL : ''
}
