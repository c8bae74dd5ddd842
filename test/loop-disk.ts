/**
 * A disk of our own: an ext4 file system in a file, mounted through a loop device. It can be small, and its power can be cut: what the
 * file holds at a moment is what a disk would hold whose machine lost its power then. Nothing is written to the file but what was synced, for
 * the file system is told to wait ten minutes with the rest. It is an honest disk, without a cache of its own that forgets.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ADMIN_ENV } from './admin-path.ts'

export interface LoopDisk {
  /** Where it is mounted. */
  readonly folder: string
  /** The disk as it would be found if the power went now, mounted elsewhere. The writers have to be stopped (see `stopped`). */
  afterPowerCut(): LoopDisk
  /** Nobody may have a file of it open. */
  remove(): void
}

/** `bytes`: its size, the file system's own share included. */
export function makeDisk(bytes: number): LoopDisk {
  const place = newPlace()
  writeFileSync(place.image, '')
  truncateSync(place.image, bytes)
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', place.image], { env: ADMIN_ENV })
  return mount(place)
}

interface Place {
  readonly root: string
  readonly image: string
  readonly folder: string
}

function newPlace(): Place {
  const root = mkdtempSync(join(tmpdir(), 'commonplace-disk-'))
  const place = { root, image: join(root, 'image'), folder: join(root, 'disk') }
  mkdirSync(place.folder)
  return place
}

function mount(place: Place): LoopDisk {
  execFileSync('mount', ['-t', 'ext4', '-o', 'loop,commit=600', place.image, place.folder])
  return {
    folder: place.folder,
    afterPowerCut() {
      const found = newPlace()
      copyFileSync(place.image, found.image)
      return mount(found)
    },
    remove() {
      execFileSync('umount', [place.folder])
      rmSync(place.root, { recursive: true })
    },
  }
}

let whyNot: string | null | undefined

/** Whether disks can be made here. When not, that is said once; with CI=true it is an error. */
export function canMakeDisks(): boolean {
  whyNot ??= tryOne()
  if (whyNot === null) return true
  const message = `No disk could be made in a file (${whyNot}); root on Linux with mkfs.ext4 and loop devices is needed. The tests that cut its power or fill it are left out.`
  if (process.env.CI === 'true') throw new Error(message)
  console.warn(message)
  return false
}

function tryOne(): string | null {
  if (process.platform !== 'linux') return `this is ${process.platform}`
  if (process.getuid?.() !== 0) return 'this is not root'
  if (spawnSync('mkfs.ext4', ['-V'], { env: ADMIN_ENV }).status !== 0) return 'there is no mkfs.ext4'
  try {
    makeDisk(4_000_000).remove()
    return null
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[1] ?? error.message) : String(error)
  }
}

/** Stops a process with SIGSTOP; resolves when all of its threads stand still and no system call of theirs is under way. */
export async function stopped(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP')
  for (;;) {
    const states = readdirSync(`/proc/${pid}/task`).map((task) => stateOf(`/proc/${pid}/task/${task}/stat`))
    if (states.every((state) => state === 'T')) return
    await new Promise(setImmediate)
  }
}

/** The letter after the name, which may hold anything but ends with the last parenthesis. */
function stateOf(file: string): string {
  const text = readFileSync(file, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2)[0] ?? ''
}
