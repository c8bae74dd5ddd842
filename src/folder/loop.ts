import type { Commit } from '../memory/types.ts'
import { type Agenda, createAgenda } from './agenda.ts'
import { fileOf, type RelativePath } from './names.ts'
import { Passes, type PassPace } from './pass.ts'
import { createSettling, type Settling } from './settling.ts'
import type { Sides } from './sides.ts'
import type { Walk } from './walk.ts'

/** A file that is not in step after so many looks in a row is waited for no longer. */
const MOST_LOOKS = 40

/** Says which files are looked at when: passes over whatever is due, one after the other, never two at once. */
export class SyncLoop {
  readonly #sides: Sides
  readonly #steady: () => number
  readonly #agenda: Agenda
  readonly #passes: Passes
  readonly #settling: Settling
  /** For files that are not in step: how often in a row they were not. */
  readonly #unsettled = new Map<RelativePath, number>()
  readonly #waiting: (() => void)[] = []
  #working = false
  #atStart = true
  #closed = false

  constructor(sides: Sides, pace: PassPace, steady: () => number) {
    this.#sides = sides
    this.#steady = steady
    this.#agenda = createAgenda(() => void this.#work(), steady)
    this.#passes = new Passes(sides, pace, steady)
    this.#settling = createSettling(sides.memory.head)
  }

  /** From now on deletions are held back and the damage rule is that of a running server. */
  started(): void {
    this.#atStart = false
  }

  /** Looks at a file in `delay` milliseconds, or earlier if that was planned. */
  touch(file: RelativePath, delay: number): void {
    if (!this.#closed) this.#agenda.add(file, this.#steady() + delay)
  }

  committed(commit: Commit): void {
    const files = new Set(
      commit.changes.flatMap((change) =>
        change.kind === 'rename' ? [fileOf(change.path), fileOf(change.from)] : [fileOf(change.path)],
      ),
    )
    this.#settling.committed(commit.number, files)
    for (const file of files) this.touch(file, 0)
  }

  settled(commit: number): Promise<void> {
    return this.#settling.settled(commit)
  }

  /** Looks at everything that either side has or had; resolves when nothing is left to do. */
  async lookAtAll({ files }: Walk): Promise<void> {
    const { memory, baseline } = this.#sides
    const documents = memory.documents().map((info) => fileOf(info.path))
    for (const file of new Set([...files, ...baseline.files(), ...documents])) this.touch(file, 0)
    await this.quiet()
  }

  /** Resolves when nothing is on the agenda. */
  quiet(): Promise<void> {
    if (this.#closed || (this.#agenda.size === 0 && !this.#working)) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  close(): void {
    this.#closed = true
    this.#agenda.close()
    this.#settling.close()
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    const head = this.#sides.memory.head
    const due = this.#agenda.take(this.#steady())
    await this.#passes.run(due, this.#atStart, (file, again, settled) => {
      if (again !== null) this.touch(file, again)
      this.#note(file, settled, head)
    })
    this.#working = false
    if (this.#agenda.size > 0) this.#agenda.arm()
    else for (const go of this.#waiting.splice(0)) go()
  }

  #note(file: RelativePath, settled: boolean, head: number): void {
    const looks = settled ? 0 : (this.#unsettled.get(file) ?? 0) + 1
    if (settled) this.#unsettled.delete(file)
    else this.#unsettled.set(file, looks)
    // Somebody keeps changing it: nobody shall wait for that, but we go on trying.
    if (looks === MOST_LOOKS) {
      this.#sides.complaints.failed(file, 'Bringing into step', 'it keeps changing')
    }
    if (settled || looks >= MOST_LOOKS) this.#settling.settle(file, head)
  }
}
