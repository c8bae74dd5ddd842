import { beforeEach, describe, expect, it } from 'vitest'
import type { DocumentInfo } from '../../workspace/events.ts'
import { bufferOf, editing } from './buffers.ts'

const info = { document: 'd', version: 3 } as DocumentInfo
const other = { document: 'e', version: 1 } as DocumentInfo

describe('a text that is being edited', () => {
  beforeEach(() => editing.begin(info, 'Tea', 'Leila'))

  it('stays that of the person who began, whatever becomes of it', () => {
    editing.write('d', 'Coffee')
    editing.meet('d', {
      kind: 'conflict',
      path: '/memories/d.md',
      present: { document: 'd', version: 4 },
      presentText: 'Cocoa',
      merged: 'Both',
    } as unknown as Parameters<typeof editing.meet>[1])
    editing.settle('d', 'Coffee and cocoa')
    expect(bufferOf('d')).toMatchObject({ by: 'Leila', base: 4, text: 'Coffee and cocoa' })
  })

  it('is somebody else’s once one says so for it alone, or says who sits here', () => {
    editing.begin(other, '', 'Leila')
    editing.sign('d', 'Mira')
    expect([bufferOf('d')?.by, bufferOf('e')?.by]).toEqual(['Mira', 'Leila'])
    editing.signAll('Jonas')
    expect([bufferOf('d')?.by, bufferOf('e')?.by]).toEqual(['Jonas', 'Jonas'])
  })
})
