/** Claude in several chats, people and an editor on disk, who all change the same documents at once and remember what they were told. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Caller, Memory } from '../src/memory/contract.ts'
import type { Commit } from '../src/memory/types.ts'
import type { Acknowledged, Testimony } from './witness.ts'

type Roll = (below: number) => number

export class Everybody {
  readonly acknowledged: Acknowledged[] = []
  readonly refused: string[] = []
  readonly #memory: Memory
  readonly #roll: Roll
  readonly #names: readonly string[]
  readonly #onDisk = { added: new Set<string>(), removed: new Set<string>(), deleted: new Set<string>() }
  readonly #crowd: string
  #lines = 0

  /** `names`: of the documents that they make, change, rename and delete. `crowd` tells their lines from those of others. */
  constructor(memory: Memory, roll: Roll, names: readonly string[], crowd = '') {
    this.#crowd = crowd
    this.#memory = memory
    this.#roll = roll
    this.#names = names
  }

  testimony(written: readonly string[]): Testimony {
    const { added, removed, deleted } = this.#onDisk
    return {
      acknowledged: this.acknowledged,
      refused: this.refused,
      written: [...added, ...written],
      mayRemove: ({ actor, reason }: Commit, line, path) =>
        actor.kind === 'disk' && (removed.has(line) || (reason === 'delete' && deleted.has(path))),
    }
  }

  /** A line that nobody has written before. */
  #line(who: string): string {
    return `${this.#crowd}${who} ${++this.#lines}`
  }

  #path(): string {
    return `/memories/${this.#names[this.#roll(this.#names.length)] ?? 'a.md'}`
  }

  /** One command of Claude's in a chat, after looking at what is there. */
  async claude(chat: number): Promise<void> {
    const memory = this.#memory
    const by: Caller = { actor: { kind: 'claude', onBehalfOf: `Person ${chat}` }, reader: `chat:${chat}` }
    const path = this.#path()
    const line = this.#line(`chat ${chat}`)
    const info = memory.at(path)
    if (!info) {
      const made = await memory.run({ command: 'create', path, file_text: `${line}\n` }, by)
      return this.#told(made.commit, [line], [])
    }
    if (this.#roll(3) > 0) await memory.run({ command: 'view', path }, by)
    await nextTurn()
    const lines = ((await memory.text(info.document, info.version)) ?? '').split('\n').filter(Boolean)
    const old = lines[this.#roll(lines.length)]
    const way = this.#roll(10)
    if (way === 0) {
      const gone = await memory.run({ command: 'delete', path }, by)
      if (gone.commit !== undefined)
        this.acknowledged.push({ commit: gone.commit, added: [], removed: await this.#lost(gone.commit) })
      return
    }
    if (way === 1) {
      const moved = await memory.run({ command: 'rename', old_path: path, new_path: this.#path() }, by)
      if (moved.commit !== undefined) this.#told(moved.commit, [], [])
      return
    }
    if (way < 6 && old !== undefined) {
      const change = { command: 'str_replace', path, old_str: `${old}\n`, new_str: `${line}\n` } as const
      return this.#told((await memory.run(change, by)).commit, [line], [old])
    }
    const at = this.#roll(lines.length + 1)
    const added = await memory.run({ command: 'insert', path, insert_line: at, insert_text: line }, by)
    this.#told(added.commit, [line], [])
  }

  /** A person saves what they made of what they saw, some time later. */
  async person(name: number): Promise<void> {
    const by: Caller = { actor: { kind: 'person', name: `Person ${name}` }, reader: `person:${name}` }
    const info = this.#memory.at(this.#path())
    const text = info && (await this.#memory.text(info.document, info.version))
    if (!info || typeof text !== 'string') return
    for (let turns = this.#roll(20); turns > 0; turns--) await nextTurn()
    const lines = text.split('\n')
    const line = this.#line(`person ${name}`)
    const replaced = this.#roll(3) === 0 ? [lines[this.#roll(lines.length)] ?? ''].filter(Boolean) : []
    const at = replaced[0] === undefined ? this.#roll(lines.length) : lines.indexOf(replaced[0])
    lines.splice(at, replaced.length, line)
    const outcome = await this.#memory.save(info.document, info.version, lines.join('\n'), by)
    const commit = outcome.kind === 'done' || outcome.kind === 'merged' ? outcome.commit.number : undefined
    this.#told(commit, [line], outcome.kind === 'done' ? replaced : [], replaced)
  }

  /** An editor on disk: reads a file, changes a line, and saves in one of the ways that editors have; now and then it deletes one. */
  disk(folder: string): void {
    const files = readdirSync(folder).filter((name) => this.#names.includes(name))
    const name = files[this.#roll(files.length)]
    if (name === undefined) return
    const file = join(folder, name)
    const lines = readFileSync(file, 'utf8').split('\n')
    if (this.#roll(25) === 0) {
      this.#onDisk.deleted.add(`/memories/${name}`)
      this.#takeBack(lines)
      rmSync(file)
      return
    }
    const line = this.#line('disk')
    const replaced = this.#roll(4) === 0 ? [lines[this.#roll(lines.length)] ?? ''].filter(Boolean) : []
    const at = replaced[0] === undefined ? this.#roll(lines.length) : lines.indexOf(replaced[0])
    lines.splice(at, replaced.length, line)
    this.#onDisk.added.add(line)
    for (const each of replaced) this.#onDisk.removed.add(each)
    this.#takeBack(replaced)
    const target = this.#roll(2) === 0 ? file : `${file}.tmp`
    writeFileSync(target, lines.join('\n'))
    if (target !== file && existsSync(target)) renameSync(target, file)
  }

  /** What the editor takes back may never have been noticed. */
  #takeBack(lines: readonly string[]): void {
    for (const each of lines) this.#onDisk.added.delete(each)
  }

  /** `asked`: what might have gone; `gone`: what has to have gone. */
  #told(
    commit: number | undefined,
    added: readonly string[],
    gone: readonly string[],
    asked: readonly string[] = gone,
  ): void {
    if (commit === undefined) this.refused.push(...added)
    else this.acknowledged.push({ commit, added, removed: gone, mayRemove: asked })
  }

  /** The lines that a deletion took, as the history has them. */
  async #lost(commit: number): Promise<readonly string[]> {
    const [found] = this.#memory.history({ before: commit + 1, limit: 1 })
    const lines: string[] = []
    for (const { kind, document } of found?.changes ?? []) {
      if (kind !== 'delete') continue
      const last = this.#memory.versions(document).findLast((version) => version < commit) ?? 0
      lines.push(...((await this.#memory.text(document, last)) ?? '').split('\n').filter(Boolean))
    }
    return lines
  }
}
