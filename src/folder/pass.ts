import { createDeletions, deleteFromMemory } from './deletions.ts'
import type { ParentLooks } from './look.ts'
import type { RelativePath } from './names.ts'
import { removeFromDisk, writeToDisk } from './put-out.ts'
import { createRest, type RestPace } from './rest.ts'
import { type Next, type Sides, type View, viewFile } from './sides.ts'
import { createFromDisk, keepBeside, saveFromDisk } from './take-in.ts'

export interface PassPace extends RestPace {
  /** Milliseconds for which a file must have been missing before its document is deleted. */
  readonly missing: number
}

/** What a pass says of each file: when to look at it again (milliseconds from now), and whether it is as it should be. */
export type Report = (file: RelativePath, again: number | null, settled: boolean) => void

/** How many files are read or written at once; how many texts are offered to the memory at once. */
const AT_ONCE = 16

/**
 * Brings files into step, one pass at a time. Texts of the disk are taken in first, then deletions; then files are
 * removed and written. Whatever interrupts it, nothing is gone from the disk that was not stored before.
 */
export function createPass(sides: Sides, pace: PassPace, steady: () => number) {
  const deletions = createDeletions(sides, pace.missing, steady)
  const rest = createRest(pace, sides.now, steady)
  /** Documents in whose place a directory was found once; it may be on its way out. */
  const blocked = new Set<RelativePath>()

  async function act(view: View): Promise<Next> {
    const { decision, file } = view
    if (decision.kind !== 'leave_alone') blocked.delete(file)
    switch (decision.kind) {
      case 'in_step':
        if (view.present && view.look.kind === 'file') {
          const believed = sides.prints.get(file)?.print === view.look.print.text
          sides.baseline.set(file, view.present, believed ? view.look.print.text : '')
        }
        sides.complaints.clear(file)
        return 'settled'
      case 'forget':
        sides.baseline.delete(file)
        sides.complaints.clear(file)
        return 'settled'
      case 'create':
        return await createFromDisk(sides, view, decision.revives)
      case 'save':
        return await saveFromDisk(sides, view, decision.document, decision.base)
      case 'keep_beside':
        return await keepBeside(sides, view, { document: view.present?.document ?? '', version: 0 })
      case 'delete':
        return await deleteFromMemory(sides, file, decision.base)
      case 'remove':
        return await removeFromDisk(sides, view)
      case 'write':
        return await writeToDisk(sides, view, decision.undoesDeletion)
      case 'leave_alone':
        if (view.look.kind === 'directory' && !blocked.has(file)) {
          blocked.add(file)
          return 'soon'
        }
        sides.complaints.leftAlone(file, decision.why)
        return 'settled'
    }
    return decision satisfies never
  }

  async function attempt(doing: string, file: RelativePath, report: Report, what: () => Promise<Next>) {
    try {
      const next = await what()
      report(file, next === 'settled' ? null : next === 'again' ? 0 : pace.rest, next === 'settled')
    } catch (error) {
      // The next full scan tries again; nobody waits for a disk that refuses.
      sides.complaints.failed(file, doing, error)
      report(file, null, true)
    }
  }

  async function look(files: readonly RelativePath[], report: Report): Promise<View[]> {
    const views: View[] = []
    const parents: ParentLooks = new Map()
    await inParallel(files, async (file) => {
      try {
        const view = await viewFile(sides, file, parents)
        if (view) views.push(view)
        else report(file, pace.rest, false)
      } catch (error) {
        sides.complaints.failed(file, 'Reading', error)
        report(file, null, true)
      }
    })
    return views
  }

  /** Leaves out what has to wait, saying for how long. */
  function ready(views: readonly View[], atStart: boolean, report: Report): View[] {
    return views.filter((view) => {
      const { file, decision, look } = view
      if (decision.kind === 'delete') {
        const wait = deletions.missing(file)
        if (atStart || wait === 0) return true
        report(file, wait, true)
        return false
      }
      deletions.found(file)
      if (!takesIn(view) || look.kind !== 'file' || rest.rests(file, look.print)) return true
      report(file, pace.rest, false)
      return false
    })
  }

  return {
    /** Looks at these files and does what is to be done about each. Never rejects. */
    async run(files: readonly RelativePath[], atStart: boolean, report: Report): Promise<void> {
      const views = ready(await look(files, report), atStart, report)
      const these = (...kinds: View['decision']['kind'][]) =>
        views.filter((view) => kinds.includes(view.decision.kind))
      const all = (doing: string, some: readonly View[]) =>
        inParallel(some, (view) => attempt(doing, view.file, report, () => act(view)))

      await all('Taking in', views.filter(takesIn))
      const deleted = these('delete')
      await attempt('Writing again', sides.folder, report, async () => {
        for (const file of await deletions.damage(atStart)) report(file, 0, false)
        await all('Deleting', deleted)
        return 'settled'
      })
      for (const { file } of deleted) deletions.found(file)
      await all('Removing', these('remove'))
      await all('Writing', these('write'))
      await all('Looking at', these('in_step', 'forget', 'leave_alone'))
    },
  }
}

function takesIn({ decision }: View): boolean {
  return decision.kind === 'create' || decision.kind === 'save' || decision.kind === 'keep_beside'
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values()
  const worker = async () => {
    for (const item of queue) await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker))
}
