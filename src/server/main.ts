/** Wires everything: opens what is stored, listens, says where it is, and ends cleanly. */
import { join } from 'node:path'
import type { Database } from '../database/open.ts'
import type { Memories } from '../memory/memories.ts'
import { type MemoryId, OWNER } from '../memory/rights.ts'
import { createRehearsal } from '../rehearsal/rehearsal.ts'
import { openSearches, type Searches } from '../search/search.ts'
import { searchFiles } from '../workspace/erase-check.ts'
import type { WorkspaceSettings } from '../workspace/events.ts'
import { HostUnavailable, openWorkspace, type Workspace } from '../workspace/workspace.ts'
import { createApp } from './app.ts'
import { systemClock } from './clock.ts'
import type { Config, Environment } from './config.ts'
import type { Copies } from './copies.ts'
import { openCredentials } from './credentials.ts'
import { FIRST_SPEAKER, settingsAtFirst } from './defaults.ts'
import { createDemonstration } from './demonstration.ts'
import { createFeedRoute } from './feed-route.ts'
import { greeting } from './greeting.ts'
import { createHosts } from './hosts.ts'
import { randomId } from './ids.ts'
import { openListedModels } from './listed-models.ts'
import { openLog } from './log.ts'
import { backendOf, createCare, createNotices, verifyMemory } from './open-memories.ts'
import {
  CannotStart,
  type Closers,
  DATA_FOLDER,
  inFolder,
  openData,
  openDoor,
  openFolders,
  openFrom,
  takeCopy,
  takeFolder,
} from './opening.ts'
import { type PromptLibrary, readPrompts } from './prompts.ts'
import { readStaticFiles, readStaticFilesLater } from './static-files.ts'
import { surroundingsOf } from './surroundings.ts'

export { CannotStart } from './opening.ts'

export interface Around {
  readonly environment: Environment
  readonly version: string
  /** Shows a line to whoever started the server. */
  readonly print: (line: string) => void
}

export interface RunningServer {
  readonly address: string
  /** Ends running turns as interrupted, stores everything, and lets go of the folder. Safe to call twice. */
  close(): Promise<void>
  /** Resolves when the server has ended. */
  readonly ended: Promise<void>
}

const ROOT = join(import.meta.dirname, '../..')

/** Starts the server. Throws `CannotStart` when something is in the way; nothing stays open then. */
export async function startServer(config: Config, around: Around): Promise<RunningServer> {
  const closers: Closers = []
  try {
    const address = await open(config, around, closers)
    return running(address, closers)
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}

function running(address: string, closers: Closers): RunningServer {
  const ended = Promise.withResolvers<void>()
  let closing = false
  return {
    address,
    ended: ended.promise,
    async close() {
      if (!closing) {
        closing = true
        closeAll(closers).then(ended.resolve, ended.reject)
      }
      await ended.promise
    },
  }
}

async function closeAll(closers: Closers): Promise<void> {
  const failures: unknown[] = []
  for (const close of closers.toReversed()) {
    try {
      await close()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

async function open(config: Config, around: Around, closers: Closers): Promise<string> {
  const log = openLog(config.logLevel)
  const failed = (error: unknown) => log.error({ err: error }, 'Something failed.')
  const warn = (message: string) => log.warn(message)
  const lock = takeFolder(config.data, closers)
  const door = await openDoor(config, closers)
  const library = readPrompts(join(ROOT, 'prompts'))
  const database = await openData(config.data, closers)
  const defaults = settingsAtFirst(config, library.systemPrompt)
  const care = await createCare(database, defaults)
  const backend = backendOf(config.memory, database)
  closers.push(() => backend.close())
  const memories = await openFrom(database, backend, config, { policy: care.policy, report: failed })
  closers.push(() => memories.close())
  const searches = await openSearches({ memories, folder: join(config.data, 'search') })
  closers.push(() => searches.close())
  const held = takeCopy(config.memories, closers)
  const notices = createNotices(warn)
  const copies = await openFolders(config, memories, notices.tell, closers)
  const workspace = await openRooms(config, around, {
    database,
    memories,
    copies,
    searches,
    library,
    defaults,
    failed,
  })
  notices.to(workspace)
  care.follow(workspace)
  const files = readStaticFiles(join(ROOT, 'dist/web'))
  const docs = readStaticFilesLater(join(ROOT, 'dist/docs'))
  const feed = createFeedRoute(workspace)
  closers.push(async () => {
    door.refuse()
    await workspace.close()
    feed.close()
  })
  const { version, print } = around
  const services = {
    workspace,
    memories,
    prompts: library,
    version,
    startedAt: systemClock.now(),
    now: systemClock.now,
    searches,
    verify: (id: MemoryId) => verifyMemory(id, backend),
  }
  const port = () => door.port
  const listensOn = bracketed(config.host)
  const app = createApp({
    services,
    feed,
    files,
    docs,
    listensOn,
    port,
    largestBody: () => largestBody(workspace.settings),
    failed,
  })
  door.serve(app.fetch)
  const address = `http://${config.host === '127.0.0.1' ? 'localhost' : listensOn}:${door.port}`
  for (const each of [lock, held]) each.describe({ pid: process.pid, address })
  const { state } = workspace.host
  const documents = memories.as(OWNER).documents().length
  const lines = greeting({ address, config, host: state, version, documents, built: files.built })
  for (const line of lines) print(line)
  return address
}

/** A document as JSON may take twice its bytes, and a message or prompt is never larger than the least bound. */
function largestBody({ limits }: WorkspaceSettings): number {
  return Math.max(2_000_000, 2 * limits.documentBytes + 100_000)
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

interface Rooms {
  readonly database: Database
  readonly memories: Memories
  readonly copies: Copies
  readonly searches: Searches
  readonly library: PromptLibrary
  readonly defaults: WorkspaceSettings
  readonly failed: (error: unknown) => void
}

async function openRooms(
  config: Config,
  around: Around,
  { database, memories, copies, searches, library, defaults, failed }: Rooms,
): Promise<Workspace> {
  // The rehearsal model asks for its pace while it streams, and the settings may change meanwhile.
  let opened: Workspace | null = null
  const pace = () => opened?.settings.rehearsalPace ?? config.pace
  const { environment } = around
  const hosts = createHosts({
    surroundings: surroundingsOf(environment),
    credentials: inFolder(DATA_FOLDER, config.data, () => openCredentials(config.data, config.secret)),
    listed: openListedModels(config.data),
    rehearsal: createRehearsal({ pace, now: systemClock.now }),
    now: systemClock.now,
  })
  const wanted = config.claude !== null || config.model !== null
  try {
    opened = await openWorkspace({
      database,
      memories,
      searches,
      hosts,
      choice: wanted ? { host: config.claude ?? 'auto', model: config.model } : null,
      defaults: { settings: defaults, speaker: FIRST_SPEAKER },
      example: library.example,
      play: createDemonstration({
        systemPrompt: library.systemPrompt,
        now: systemClock.now,
        newId: randomId,
      }),
      clock: systemClock,
      newId: randomId,
      settled: copies.settled,
      async memoriesChanged() {
        await copies.follow()
        // The index of a memory that was removed goes with it.
        await searches.caughtUp().catch(failed)
      },
      outside: {
        async sweep() {
          await copies.forget()
          await searches.caughtUp()
        },
        search: (needles) => searchFiles([config.data, config.memories], needles),
      },
      failed,
    })
    return opened
  } catch (error) {
    if (error instanceof HostUnavailable) throw new CannotStart(error.message, { cause: error })
    throw error
  }
}
