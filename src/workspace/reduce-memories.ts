/** The reducer's share of memories, people and notices. Pure and browser-safe. */
import { mountPath } from '../memory/mounts.ts'
import { DEFAULT_MEMORY, type MemoryId, type MemoryInfo } from '../memory/rights.ts'
import { undoIn } from '../memory/taken-back.ts'
import type { MemoryDocument, Notice, WorkspaceEvent, WorkspaceState } from './events.ts'

export type MemoryEvent = Extract<
  WorkspaceEvent,
  {
    type:
      | 'memory.added'
      | 'memory.changed'
      | 'memory.removed'
      | 'memory.committed'
      | 'person.added'
      | 'person.removed'
      | 'notice.raised'
      | 'notice.dismissed'
  }
>

export function isMemoryEvent(event: WorkspaceEvent): event is MemoryEvent {
  return /^(memory|person|notice)\./.test(event.type)
}

export function reduceMemories(state: WorkspaceState, event: MemoryEvent): WorkspaceState {
  switch (event.type) {
    case 'memory.committed':
      return committed(state, event)
    case 'memory.added':
      return { ...state, memories: { ...state.memories, [event.memory]: event.info } }
    case 'memory.changed':
      return changed(state, event.info)
    case 'memory.removed':
      return removed(state, event.memory)
    case 'person.added': {
      if (state.people.some(({ name }) => name === event.name)) return state
      return { ...state, people: [...state.people, { name: event.name, addedAt: event.at }] }
    }
    case 'person.removed':
      return { ...state, people: state.people.filter(({ name }) => name !== event.name) }
    case 'notice.raised':
      return { ...state, notices: withNotice(state.notices, { ...event.notice, at: event.at }) }
    case 'notice.dismissed':
      return { ...state, notices: state.notices.filter(({ id }) => id !== event.notice) }
    default:
      return event satisfies never
  }
}

function committed(
  state: WorkspaceState,
  { memory, commit, documents: touched }: Extract<MemoryEvent, { type: 'memory.committed' }>,
): WorkspaceState {
  const documents = { ...state.documents }
  for (const [id, info] of Object.entries(touched)) {
    if (info) documents[id] = info
    else delete documents[id]
  }
  const undo = undoIn(commit)
  const head = Math.max(state.memoryHeads[memory] ?? 0, commit.number)
  return {
    ...state,
    documents,
    memoryHeads: { ...state.memoryHeads, [memory]: head },
    undos: undo ? { ...state.undos, [memory]: [...(state.undos[memory] ?? []), undo] } : state.undos,
    memoryHead: memory === DEFAULT_MEMORY ? head : state.memoryHead,
  }
}

function changed(state: WorkspaceState, info: MemoryInfo): WorkspaceState {
  const before = state.memories[info.id]
  const memories = { ...state.memories, [info.id]: info }
  if (!before || before.mount === info.mount) return { ...state, memories }
  const [from, to] = [mountPath(before.mount), mountPath(info.mount)]
  const moved = (document: MemoryDocument): MemoryDocument =>
    document.memory === info.id && document.path.startsWith(`${from}/`)
      ? { ...document, path: to + document.path.slice(from.length) }
      : document
  const documents = Object.entries(state.documents).map(([id, each]) => [id, moved(each)] as const)
  return { ...state, memories, documents: Object.fromEntries(documents) }
}

function removed(state: WorkspaceState, memory: MemoryId): WorkspaceState {
  const { [memory]: info, ...memories } = state.memories
  const { [memory]: _, ...memoryHeads } = state.memoryHeads
  const { [memory]: __, ...undos } = state.undos
  const documents = Object.entries(state.documents).filter(([, each]) => each.memory !== memory)
  return {
    ...state,
    memories,
    memoryHeads,
    undos,
    pastMemories: info ? { ...state.pastMemories, [memory]: info } : state.pastMemories,
    documents: Object.fromEntries(documents),
    notices: state.notices.filter((notice) => notice.memory !== memory),
  }
}

/** One that stands already is said in other words; what it tells of happened when it was raised. */
function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  if (!notices.some(({ id }) => id === notice.id)) return [...notices, notice]
  return notices.map((each) => (each.id === notice.id ? { ...notice, at: each.at } : each))
}
