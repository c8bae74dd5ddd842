/**
 * What callers ask to be written: planned on the tree as the caller sees it, judged by the policy, and handed to the writer, who
 * does one after the other.
 */
import { answerOf, missingText, recorded, refusedCommand } from './answers.ts'
import { planRemoval, planRevert } from './changes.ts'
import type { CommandResult } from './command.ts'
import { type Planning, planCommand, type WriteCommand } from './commands.ts'
import type { Caller, ChangeOutcome, Conflicts, EraseOutcome, EraseRequest, Planner } from './contract.ts'
import { type ErasePlan, goneBy, planErase, targetsOf } from './erasing.ts'
import type { Fold } from './fold.ts'
import { innerChange, type Mount, outerBefore, outerInfo, outerPast, outerTree, whyNoRoom } from './mounts.ts'
import type { BatchPlan, ChangePlan, ChangePlanning } from './planning.ts'
import type { Policy, PolicyRefusal } from './policy.ts'
import type { Ground, Planned } from './proposals.ts'
import { actorName } from './refusal.ts'
import type { Commit, DocumentId, DocumentInfo } from './types.ts'
import type { Writer } from './writer.ts'

export interface WritesParts {
  readonly fold: Fold
  readonly writer: Writer
  /** UTF-8 bytes of the largest document. */
  readonly maxBytes: number
  readonly newId: () => DocumentId
  /** What may be stored; everything, when left out. */
  readonly policy: Policy | undefined
}

export class Writes {
  readonly #fold: Fold
  readonly #writer: Writer
  readonly #maxBytes: number
  readonly #newId: () => DocumentId
  readonly #policy: Policy | undefined

  constructor({ fold, writer, maxBytes, newId, policy }: WritesParts) {
    this.#fold = fold
    this.#writer = writer
    this.#maxBytes = maxBytes
    this.#newId = newId
    this.#policy = policy
  }

  /** Runs one of the five commands that change something. */
  run(command: WriteCommand, by: Caller): Promise<CommandResult> {
    return this.#writer.submit<CommandResult>({
      by,
      plan: async (below) => {
        const ground = seenFrom(by.mount, below)
        const planned = answerOf(await planCommand(command, this.#planning(ground, by)))
        const refusal = await this.#refusal(planned, ground, by)
        if (refusal) return { kind: 'answer', value: refusedCommand(`Error: ${refusal.message}`) }
        return inside(by.mount, planned)
      },
      again: recorded,
    })
  }

  #planning({ tree, text, seen }: Ground, by: Caller): Planning {
    const textOf: Planning['textOf'] = async (info) => {
      const found = await text(info.document, info.version)
      if (found === null) throw missingText(info)
      return found
    }
    const byWhom = (info: DocumentInfo) => this.#byWhom(info, by)
    return { tree, textOf, byWhom, seen, reader: by.reader, maxBytes: this.#maxBytes, newId: this.#newId }
  }

  async #byWhom({ document, version, changedBy }: DocumentInfo, { whereabouts }: Caller): Promise<string> {
    const [last] = this.#fold.history(document, Number.POSITIVE_INFINITY, 1)
    const where = last?.origin && last.number >= version ? await whereabouts?.(last.origin) : undefined
    return where ? `${actorName(changedBy)} ${where}` : actorName(changedBy)
  }

  /** Undoes one commit as a new commit. */
  revert(number: number, by: Caller): Promise<ChangeOutcome> {
    return this.change((p) => {
      const commit = this.#fold.commit(number)
      if (!commit) return { kind: 'refused', code: 'not_found', message: `There is no commit ${number}.` }
      const untouched = (id: DocumentId) =>
        this.#fold.lastTouch(id) === number && samePlace(p.tree.document(id), this.#outer(id, by))
      return planRevert(commit, outerBefore(this.#fold.before(commit), by.mount), untouched, p)
    }, by)
  }

  /** Commits what `plan` makes of the tree. */
  change(plan: (p: ChangePlanning) => ChangePlan | Promise<ChangePlan>, by: Caller): Promise<ChangeOutcome>
  change(plan: Planner, by: Caller): Promise<ChangeOutcome | Conflicts>
  change(plan: Planner, by: Caller): Promise<ChangeOutcome | Conflicts> {
    return this.#writer.submit<ChangeOutcome | Conflicts>({
      by,
      plan: async (below) => {
        const ground = seenFrom(by.mount, below)
        const made = await plan(this.#changePlanning(ground, by))
        const planned = this.#outcome(made)
        const trial = made.kind === 'write' && made.trial === true
        const refusal = await this.#refusal(planned, ground, by, trial)
        if (refusal) return { kind: 'answer', value: { kind: 'refused', ...refusal } }
        if (trial) return { kind: 'answer', value: { kind: 'unchanged' } }
        return inside(by.mount, planned)
      },
      again: (commit) => ({
        kind: 'done',
        commit,
        document: this.#fold.tree.document(commit.changes[0]?.document ?? ''),
      }),
    })
  }

  /** Removes texts for ever. */
  async erase(request: EraseRequest, by: Caller): Promise<EraseOutcome> {
    const whole = request.erase.filter((each) => each.versions === 'all')
    for (const { document } of whole) {
      const path = this.#fold.tree.document(document)?.path
      const deleted =
        path === undefined
          ? null
          : await this.change((p) => planRemoval(path, undefined, p), {
              ...by,
              key: undefined,
              mount: undefined,
            })
      if (deleted?.kind === 'refused') return deleted
    }
    return this.#writer.submit<EraseOutcome>({
      by,
      alone: true,
      plan: async (ground) =>
        inside(
          by.mount,
          this.#erasure(
            await planErase(request, this.#fold, this.#changePlanning(seenFrom(by.mount, ground), by)),
          ),
        ),
      again: (commit) => ({ kind: 'done', commit, erased: targetsOf(commit.changes) }),
    })
  }

  #outer(id: DocumentId, { mount }: Caller): DocumentInfo | undefined {
    const info = this.#fold.tree.document(id)
    return info && mount ? outerInfo(info, mount) : info
  }

  #erasure(plan: ErasePlan): Planned<EraseOutcome> {
    if (plan.kind !== 'erase') return { kind: 'answer', value: plan }
    const { changes, erased } = plan
    const answer = (commit: Commit): EraseOutcome => ({ kind: 'done', commit, erased })
    const gone = (number: number) => goneBy(erased, number, this.#fold)
    return { kind: 'write', reason: 'erase', changes, readsResult: true, answer, gone }
  }

  #changePlanning({ tree, text }: Ground, { mount }: Caller): ChangePlanning {
    const past = mount ? outerPast(this.#fold, mount) : this.#fold
    return { tree, text, maxBytes: this.#maxBytes, newId: this.#newId, past }
  }

  /** Why a planned write may not be; null when it may, or when nothing would be written. */
  async #refusal(
    planned: Planned<unknown>,
    { tree, text }: Ground,
    by: Caller,
    trial = false,
  ): Promise<PolicyRefusal | null> {
    if (planned.kind === 'answer') return null
    const { reason, changes } = planned
    const taken = by.mount && whyNoRoom(changes, by.mount)
    if (taken) return { code: 'exists', message: taken }
    if (!this.#policy) return null
    return await this.#policy({ by, reason, changes, tree, text, trial })
  }

  #outcome(plan: BatchPlan): Planned<ChangeOutcome | Conflicts> {
    if (plan.kind !== 'write') return { kind: 'answer', value: plan }
    const { reason, changes, undoes, document: id, merged } = plan
    const answer = (commit: Commit): ChangeOutcome => {
      const document = id === undefined ? undefined : this.#fold.tree.document(id)
      return merged !== undefined && document
        ? { kind: 'merged', commit, document, text: merged }
        : { kind: 'done', commit, document }
    }
    return { kind: 'write', reason, changes, undoes, readsResult: true, answer }
  }
}

/** Whether a document stands as it stood, whoever looks at it. */
function samePlace(a: DocumentInfo | undefined, b: DocumentInfo | undefined): boolean {
  if (!a || !b) return a === b
  return a.path === b.path && a.version === b.version && a.changedAt === b.changedAt
}

/** What a plan stands on, as a caller outside sees it. */
function seenFrom(mount: Mount | undefined, ground: Ground): Ground {
  return mount ? { ...ground, tree: outerTree(ground.tree, mount) } : ground
}

/** What a caller outside has planned, as it is written. */
function inside<R>(mount: Mount | undefined, planned: Planned<R>): Planned<R> {
  if (!mount?.moves || planned.kind === 'answer') return planned
  return { ...planned, changes: planned.changes.map((change) => innerChange(change, mount)) }
}
