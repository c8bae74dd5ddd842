import { createDeletions, type Deletions, deleteFromMemory } from './deletions.ts'
import type { ParentLooks } from './look.ts'
import type { RelativePath } from './names.ts'
import { removeFromDisk, writeToDisk } from './put-out.ts'
import { createRest, type Rest, type RestPace } from './rest.ts'
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
export class Passes {
  readonly #sides: Sides
  readonly #pace: PassPace
  readonly #deletions: Deletions
  readonly #rest: Rest
  /** Documents in whose place a directory was found once; it may be on its way out. */
  readonly #blocked = new Set<RelativePath>()

  /** `steady` is a clock in milliseconds that is never set. */
  constructor(sides: Sides, pace: PassPace, steady: () => number) {
    this.#sides = sides
    this.#pace = pace
    this.#deletions = createDeletions(sides, pace.missing, steady)
    this.#rest = createRest(pace, sides.now, steady)
  }

  /** Looks at these files and does what is to be done about each. Never rejects. */
  async run(files: readonly RelativePath[], atStart: boolean, report: Report): Promise<void> {
    const views = (await this.#look(files, report)).filter((view) => this.#isReady(view, atStart, report))
    const these = (...kinds: View['decision']['kind'][]) =>
      views.filter((view) => kinds.includes(view.decision.kind))
    const all = (doing: string, some: readonly View[]) =>
      inParallel(some, (view) => this.#attempt(doing, view.file, report, () => this.#act(view)))

    await all('Taking in', views.filter(takesIn))
    const deleted = these('delete')
    const due = deleted.map((view) => view.file)
    await this.#attempt('Writing again', this.#sides.folder, report, async () => {
      for (const file of await this.#deletions.damage(due, atStart)) report(file, 0, false)
      await all('Deleting', deleted)
      return 'settled'
    })
    for (const { file } of deleted) this.#deletions.found(file)
    await all('Removing', these('remove'))
    await all('Writing', these('write'))
    await all('Looking at', these('in_step', 'forget', 'leave_alone'))
  }

  async #look(files: readonly RelativePath[], report: Report): Promise<View[]> {
    const views: View[] = []
    const parents: ParentLooks = new Map()
    await inParallel(files, async (file) => {
      try {
        const view = await viewFile(this.#sides, file, parents)
        if (view) views.push(view)
        else report(file, this.#pace.rest, false)
      } catch (error) {
        this.#sides.complaints.failed(file, 'Reading', error)
        report(file, null, true)
      }
    })
    return views
  }

  /** Says of what has to wait for how long. */
  #isReady(view: View, atStart: boolean, report: Report): boolean {
    const { file, decision, look } = view
    if (decision.kind === 'delete') {
      const wait = this.#deletions.missing(file)
      if (atStart || wait === 0) return true
      report(file, wait, true)
      return false
    }
    this.#deletions.found(file)
    if (!takesIn(view) || look.kind !== 'file' || this.#rest.rests(file, look.print)) return true
    report(file, this.#pace.rest, false)
    return false
  }

  async #attempt(
    doing: string,
    file: RelativePath,
    report: Report,
    what: () => Promise<Next>,
  ): Promise<void> {
    try {
      const next = await what()
      report(file, next === 'settled' ? null : next === 'again' ? 0 : this.#pace.rest, next === 'settled')
    } catch (error) {
      // The next full scan tries again; nobody waits for a disk that refuses.
      this.#sides.complaints.failed(file, doing, error)
      report(file, null, true)
    }
  }

  async #act(view: View): Promise<Next> {
    const sides = this.#sides
    const { decision, file } = view
    if (decision.kind !== 'leave_alone') this.#blocked.delete(file)
    switch (decision.kind) {
      case 'in_step':
        return agree(sides, view)
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
        return this.#leaveAlone(view, decision.why)
      default:
        return decision satisfies never
    }
  }

  #leaveAlone({ file, look }: View, why: string): Next {
    if (look.kind === 'directory' && !this.#blocked.has(file)) {
      this.#blocked.add(file)
      return 'soon'
    }
    this.#sides.complaints.leftAlone(file, why)
    return 'settled'
  }
}

function agree(sides: Sides, { file, present, look }: View): Next {
  if (present && look.kind === 'file') {
    const believed = sides.prints.get(file)?.print === look.print.text
    sides.baseline.set(file, present, believed ? look.print.text : '')
  }
  sides.complaints.clear(file)
  return 'settled'
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
