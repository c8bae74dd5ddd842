import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const examples = readdirSync(import.meta.dirname).filter((name) => /^\d\d-.*\.ts$/.test(name))

describe('the examples', () => {
  it.each(examples)('%s runs, and sees what it says', (name) => {
    const run = spawnSync(process.execPath, ['--conditions=source', join(import.meta.dirname, name)], {
      encoding: 'utf8',
    })
    expect(run.stderr).toBe('')
    expect(run.status).toBe(0)
  })
})
